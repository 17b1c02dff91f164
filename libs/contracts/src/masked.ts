/** 脱敏: enough for the customer to recognise it, not enough to call it. `138****8000`, `020****1234`, `gz****89`. */
export function masked(number: string): string {
  const national = number.startsWith('+86') ? number.slice(3) : number;
  if (/^1\d{10}$/.test(national)) return `${national.slice(0, 3)}****${national.slice(7)}`;
  if (/^\+?\d{9,}$/.test(national)) return `${national.slice(0, -8)}****${national.slice(-4)}`;
  return national.length < 6 ? '****' : `${national.slice(0, 2)}****${national.slice(-2)}`;
}
