/** Tells a reader at a terminal what happens, with the seconds since the beginning. */
export class Narrator {
  private readonly began = Date.now();
  private chapters = 0;

  chapter(zh: string, en: string): void {
    console.log(`\n${++this.chapters}. ${zh} · ${en}\n`);
  }

  /** One line of what goes on. */
  tell(line: string): void {
    const seconds = ((Date.now() - this.began) / 1000).toFixed(1);
    console.log(`${seconds.padStart(6)} s  ${line}`);
  }

  /** Something to look at: a table, a story. */
  show(text: string): void {
    console.log(text.replace(/^(?=.)/gm, '  '));
  }
}
