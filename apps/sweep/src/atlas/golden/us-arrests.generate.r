# Principal components of USArrests by LAPACK's singular value decomposition, which forms no Σ. Run in this folder:
#   Rscript us-arrests.generate.r
number <- function(x) paste(formatC(x, digits = 17, format = "g"), collapse = ", ")
spectrum <- function(x) svd(x)$d^2 / nrow(x)
x <- as.matrix(USArrests)
centred <- sweep(x, 2, colMeans(x))
writeLines(c(
  "{",
  sprintf('  "generator": "us-arrests.generate.r, %s, LAPACK %s",', R.version.string, La_version()),
  sprintf('  "states": [%s],', paste(sprintf('"%s"', rownames(x)), collapse = ", ")),
  sprintf('  "values": [%s],', number(as.vector(t(x)))),
  sprintf('  "uncentred": [%s],', number(spectrum(x))),
  sprintf('  "centred": [%s]', number(spectrum(centred))),
  "}"
), "us-arrests.json")
