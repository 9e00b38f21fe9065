/** An address, or a text with addresses in it, without user names, passwords and query strings. */
export function redact(text: string): string {
  return text.replace(/\b(rediss?|postgres(?:ql)?):\/\/(?:[^\s/?#]*@)?([^\s/?#@]*)(\/[^\s?#"')]*)?([?#][^\s"')]*)?/gi, (_, scheme: string, host: string, path: string | undefined) => `${scheme}://${host}${path ?? ''}`);
}
