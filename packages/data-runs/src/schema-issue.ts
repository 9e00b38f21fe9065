import type * as z from 'zod';

/** What a schema found wrong first: where, dotted from the root (empty for the whole), and what. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** The first issue of a failed parse; the others mostly follow from it. */
export function firstIssue(error: z.ZodError): Issue {
  const issue = error.issues[0];
  if (issue === undefined) return { path: '', message: 'invalid' };
  return { path: issue.path.map(String).join('.'), message: issue.message };
}
