import { Problem } from '@cc/service-kit';

/** The same answer for what does not exist and for what the caller may not see. */
export const notFound = (id: string) =>
  new Problem({
    status: 404,
    type: 'not-found',
    title: { zh: '没有该投诉', en: 'No such complaint' },
    detail: { zh: `您的权限范围内没有投诉 ${id}`, en: `there is no complaint ${id} within your scope` },
  });
