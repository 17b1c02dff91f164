/** How a cookie of ours is set: scripts never see it, and other sites send it only when they lead people here. */
export class Cookies {
  private readonly secure: boolean;

  constructor(origin: string) {
    this.secure = origin.startsWith('https:');
  }

  set(name: string, value: string, maxAgeSeconds: number): string {
    const attributes = [
      'Path=/',
      `Max-Age=${maxAgeSeconds}`,
      'HttpOnly',
      'SameSite=Lax',
      ...(this.secure ? ['Secure'] : []),
    ];
    return [`${this.nameOf(name)}=${value}`, ...attributes].join('; ');
  }

  forget(name: string): string {
    return this.set(name, '', 0);
  }

  /** The value in a `Cookie` header. */
  read(header: string | undefined, name: string): string | undefined {
    const wanted = `${this.nameOf(name)}=`;
    return header
      ?.split(/; */)
      .find((pair) => pair.startsWith(wanted))
      ?.slice(wanted.length);
  }

  /** `__Host-`: no other host of the domain can plant it. Browsers want https for that. */
  private nameOf(name: string): string {
    return this.secure ? `__Host-${name}` : name;
  }
}
