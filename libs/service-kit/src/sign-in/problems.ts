import { Problem } from '../http/problem.js';

export const noSignIn = () =>
  new Problem({
    status: 503,
    type: 'no-sign-in',
    title: { zh: '页面没有启用', en: 'The page is not set up' },
    detail: {
      zh: '没有设置 PAGE_URL，因此不能登录；见 docs/runbook.md 的“登录”一节',
      en: 'PAGE_URL is not set, so nobody can sign in; see "Sign-in" in docs/runbook.md',
    },
  });

export const signInNeeded = () =>
  new Problem({
    status: 401,
    type: 'sign-in-needed',
    title: { zh: '请先登录', en: 'Please sign in' },
    detail: { zh: '尚未登录，或登录已到期', en: 'you are not signed in, or your session is over' },
  });

export const signInFailed = (zh: string, en: string, status = 400) =>
  new Problem({
    status,
    type: 'sign-in-failed',
    title: { zh: '登录没有完成', en: 'Sign-in did not work' },
    detail: { zh, en },
  });
