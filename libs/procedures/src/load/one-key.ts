/** Whether exactly one of an object's keys has a value: how a data file says "one of these". */
export function hasOneKey(value: object): boolean {
  return Object.values(value).filter((part) => part !== undefined).length === 1;
}
