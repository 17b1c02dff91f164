import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import type { Person } from './people.js';

const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Everything these pages need, beside their words. */
export const assets: Record<string, { type: string; body: string }> = {
  '/sign-in.css': {
    type: 'text/css; charset=utf-8',
    body: `
      :root { color-scheme: light dark; --ink: light-dark(#1b2733, #e6ebf0); --paper: light-dark(#f5f7f9, #11171d);
        --card: light-dark(#fff, #1a222b); --line: light-dark(#d5dce3, #33404d); --soft: light-dark(#5a6876, #9aa8b6);
        --accent: light-dark(#0b5cad, #7db8f0); --note: light-dark(#fff6dd, #35301c); }
      body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.55;
        font: 16px/1.55 system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif; }
      main { max-width: 34rem; margin: 10vh auto; padding: 0 1.25rem; }
      h1 { font-size: 1.5rem; margin: 0 0 .25rem; } p { margin: .25rem 0 1rem; }
      .note { background: var(--note); border-radius: .5rem; padding: .75rem 1rem; }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
      button { width: 100%; text-align: start; font: inherit; color: inherit; background: var(--card); padding: .85rem 1rem;
        border: 1px solid var(--line); border-radius: .6rem; cursor: pointer; }
      button:hover { border-color: var(--accent); } button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
      strong { display: block; color: var(--accent); } small { display: block; color: var(--soft); font-size: .875rem; }`,
  },
  // Without a script the button is there; with one nobody has to press it.
  '/sign-out.js': {
    type: 'text/javascript; charset=utf-8',
    body: `document.querySelector('button[name=logout]').click();`,
  },
};

export function peoplePage(people: readonly Person[], uid: string): string {
  const choices = people.map(
    ({ id, name, post, may }) => `
      <li><form method="post" action="/people/${escaped(uid)}">
        <button name="person" value="${escaped(id)}">
          <strong>${escaped(`${post.zh} · ${name.zh}`)} <span lang="en">${escaped(`${name.en}, ${post.en}`)}</span></strong>
          <small>${escaped(may.zh)}</small><small lang="en">${escaped(may.en)}</small>
        </button>
      </form></li>`,
  );
  return page(
    '选择演示人员 · Choose a demonstration person',
    `<h1>以谁的身份登录？</h1><p lang="en">Who do you want to be?</p>
     <p class="note">这些都是演示人员，没有密码，仅用于本机试用；正式环境由企业的身份认证系统登录。<br>
       <span lang="en">These are demonstration people without passwords, for trying the platform on this machine only. In production
       your own identity provider signs people in.</span></p>
     <ul>${choices.join('')}</ul>`,
  );
}

export function signingOutPage(context: KoaContextWithOIDC, form: string): void {
  show(
    context,
    page(
      '退出登录 · Sign out',
      `<h1>正在退出…</h1><p lang="en">Signing out …</p>${form}
       <button type="submit" form="op.logoutForm" value="yes" name="logout">退出 · Sign out</button>
       <script src="/sign-out.js" type="module"></script>`,
    ),
  );
}

export function errorPage(context: KoaContextWithOIDC, { error, error_description: why }: ErrorOut): void {
  show(
    context,
    page(
      '登录没有完成 · Sign-in did not work',
      `<h1>登录没有完成</h1><p lang="en">Sign-in did not work.</p><p class="note">${escaped(error)}: ${escaped(why ?? '')}</p>
       <p>请回到系统页面，重新登录。<br><span lang="en">Go back to the page and sign in again.</span></p>`,
    ),
  );
}

export const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
};

function show(context: KoaContextWithOIDC, body: string): void {
  context.set(headers);
  context.body = body;
}

const page = (title: string, body: string) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="stylesheet" href="/sign-in.css"></head><body><main>${body}</main></body></html>`;

const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
