import { loadOrganisations, organisationsEdition } from '@cc/procedures';
import { defineConfig } from '@cc/service-kit';
import { z } from 'zod';

const organisations = loadOrganisations();
const all = organisations.ids().map((id) => organisations.of(id));

/** The environment of intake: nothing of its own beside what every service has. */
export const IntakeConfig = defineConfig('intake', z.object({}), {
  sealing: true,
  organisations: organisationsEdition(),
  sources: all.flatMap(({ sources }) => sources.map(({ id }) => id)),
});
