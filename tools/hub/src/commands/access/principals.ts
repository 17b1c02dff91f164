import { accessOf, type Access } from '@cc/contracts';
import { EXIT, HubError } from '../../connection.js';
import { parties } from '../../parties.js';

/** All principals, or the one of this name. */
export function principals(name?: string): Access[] {
  const all = accessOf(parties());
  const found = name === undefined ? all : all.filter(({ principal }) => principal === name);
  if (found.length > 0) return found;
  throw new HubError(
    {
      zh: `“${name}”既不是服务也不是外部各方；有各服务、机构数据中的 source-<id> 与 division-<id>、headquarters 和 autoscaler（hub access show 列出全部）`,
      en:
        `"${name}" is no service and no party: there are the services, source-<id> and division-<id> of the organisations' ` +
        `data, headquarters and autoscaler ("hub access show" lists them)`,
    },
    EXIT.usage,
  );
}
