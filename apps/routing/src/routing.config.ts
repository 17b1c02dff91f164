import { loadOrganisations, organisationsEdition } from '@cc/procedures';
import { defineConfig } from '@cc/service-kit';
import { z } from 'zod';

const organisations = loadOrganisations();
const all = organisations.ids().map((id) => organisations.of(id));

/** The environment of routing: nothing of its own beside what every service has. */
export const RoutingConfig = defineConfig('routing', z.object({}), {
  sealing: true,
  organisations: organisationsEdition(),
  divisions: all.flatMap(({ divisions }) => divisions.map(({ id }) => id)),
});
