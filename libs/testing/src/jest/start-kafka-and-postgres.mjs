import { startKafka, startPostgres } from './stack.mjs';

export default async function startKafkaAndPostgres() {
  await startPostgres();
  await startKafka();
}
