import { flow, type ServiceName } from '../flow.js';

/** What one service hears from another. */
export interface Arrow {
  from: ServiceName;
  to: ServiceName;
  types: string[];
  /** Against the order of the journey. */
  isUp: boolean;
}

/** Every pair of services that talk, in the order of the journey. */
export function arrows(): Arrow[] {
  const services = Object.keys(flow) as ServiceName[];
  return services.flatMap((from, place) =>
    services.flatMap((to, goal) => {
      const heard = new Set<string>(flow[to].consumes.map(({ type }) => type));
      const types = flow[from].publishes.map(({ type }): string => type).filter((type) => heard.has(type));
      return from !== to && types.length > 0 ? [{ from, to, types, isUp: goal < place }] : [];
    }),
  );
}
