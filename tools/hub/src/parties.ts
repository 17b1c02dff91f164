import { loadOrganisations } from '@cc/procedures';

/** Who stands outside, by the organisations' data: they submit, or they work. */
export function parties(): { sources: string[]; divisions: string[] } {
  const organisations = loadOrganisations();
  const all = organisations.ids().map((id) => organisations.of(id));
  return {
    sources: all.flatMap(({ sources }) => sources.map(({ id }) => id)),
    divisions: all.flatMap(({ divisions }) => divisions.map(({ id }) => id)),
  };
}
