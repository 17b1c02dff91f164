import { Inject } from '@nestjs/common';

export const CONFIG = Symbol('configuration');

/** Injects the service's configuration: `@Config() private readonly config: ConfigOf<typeof IntakeConfig>`. */
export const Config = (): PropertyDecorator & ParameterDecorator => Inject(CONFIG);
