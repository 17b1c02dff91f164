/** Above a `defineEvent`, a `defineCaseFact` or a `defineEdgeMessage`; or a comment that begins with the type itself. */
const OF_DEFINITION =
  /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export const \w+ = define(?:Event|CaseFact|EdgeMessage)\(\s*'([^']+)'/g;
const OF_TYPE = /\/\*\*[\s*]*`([\w.-]+\.v\d+)`: ((?:(?!\*\/)[^])*)\*\//g;

/** What the source says above each event and message, by its type on the wire: written once, read by people everywhere. */
export function docComments(source: string): Map<string, string> {
  return new Map([
    ...[...source.matchAll(OF_DEFINITION)].map(([, text, type]) => [type!, asProse(text!)] as const),
    ...[...source.matchAll(OF_TYPE)].map(([, type, text]) => [type!, asProse(text!)] as const),
  ]);
}

/** Without the stars and line breaks of the comment. */
function asProse(comment: string): string {
  const prose = comment.replaceAll(/\s*\n\s*\*?\s*/g, ' ').trim();
  return prose.charAt(0).toUpperCase() + prose.slice(1);
}
