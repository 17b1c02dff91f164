import { Command } from 'commander';
import { Issuer } from './issuer.js';

const collect = (value: string, before: string[]) => [...before, value];

const program = new Command('token')
  .description('sign a token for tests and demonstrations. 签发测试令牌')
  .requiredOption('--role <role>', 'may be given several times', collect, [] as string[])
  .option('--org <organisation>', 'organisation', 'telecom-group')
  .option('--div <division>', "may be given several times; '*' sees all", collect, [] as string[])
  .option('--unit <unit>', 'unit, for roles that see only their own')
  .option('--subject <name>', 'who it is for', 'demo')
  .option('--expires <time>', 'for instance 8h, 30d', '8h')
  .option('--keys <folder>', 'folder of the keys; made when there are none', '.run/up/keys')
  .addHelpText('after', '\nExample:\n  token --role handler --div 44 --unit centre')
  .parse();

const options = program.opts<{
  role: string[];
  org: string;
  div: string[];
  unit?: string;
  subject: string;
  expires: string;
  keys: string;
}>();
const issuer = await Issuer.create(options.keys);
console.log(
  await issuer.sign({
    subject: options.subject,
    organisation: options.org,
    divisions: options.div.length === 0 ? ['*'] : options.div,
    roles: options.role,
    expiresIn: options.expires,
    ...(options.unit === undefined ? {} : { unit: options.unit }),
  }),
);
