import { html } from './html.js';

describe('html', () => {
  it('lets nothing of a value be markup', () => {
    const name = `<img src=x onerror="alert('x')">&`;

    expect(html`<p title="${name}">${name}</p>`.text).not.toMatch(/<img|"alert|'x'/);
    expect(html`<p>${'a<b & c'}</p>`.text).toBe('<p>a&#60;b &#38; c</p>');
  });

  it('takes other HTML as it is, and lists of it, and leaves out what is not there', () => {
    const words = ['a', 'b'].map((word) => html`<i>${word}</i>`);

    expect(html`<p>${words}${null}${false}${undefined}${0}</p>`.text).toBe('<p><i>a</i><i>b</i>0</p>');
  });
});
