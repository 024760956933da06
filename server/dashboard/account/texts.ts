import type { Language } from '../shell/language.ts';

export interface AccountTexts {
  readonly signIn: string;
  readonly signInAgain: string;
  readonly ended: string;
  readonly login: string;
  readonly password: string;
  readonly provider: string;
  readonly or: string;
  readonly refusals: Readonly<Record<string, string>>;
  readonly setUp: string;
  readonly setUpAbout: string;
  readonly setUpCode: string;
  readonly setUpCodeHint: string;
  readonly name: string;
  readonly loginHint: string;
  readonly newPassword: string;
  readonly passwordHint: string;
  readonly repeat: string;
  readonly repeatProblem: string;
  readonly create: string;
  readonly choose: string;
  readonly chooseAbout: string;
  readonly chosen: (login: string) => string;
  readonly toSignIn: string;
  readonly save: string;
  readonly cancel: string;
  readonly signOut: string;
  readonly changePassword: string;
  readonly currentPassword: string;
  readonly changed: string;
  readonly close: string;
  readonly account: string;
  readonly noRoles: string;
  readonly unreachable: string;
  /** By field. */
  readonly problems: Readonly<Record<string, string>>;
}

const PASSWORD_ZH = '至少 12 个字符，不含登录名，不要用常见密码';
const PASSWORD_EN = 'At least 12 characters, without the login, not a common password';

export const ACCOUNT_TEXTS: Readonly<Record<Language, AccountTexts>> = {
  zh: {
    signIn: '登录',
    signInAgain: '请重新登录',
    ended: '登录已过期。您填写的内容都还在，登录后继续。',
    login: '登录名',
    password: '密码',
    provider: '使用本行统一认证登录',
    or: '或',
    refusals: {
      'not-signed-in': '登录名或密码不正确，或账号已锁定。连续输错五次后请等待 15 分钟。',
      'too-many-tries': '尝试次数过多，请 15 分钟后再试。',
      unreachable: '暂时连不上总行服务器，请稍后再试。',
      'set-up': '系统已完成初始设置，请直接登录。',
      'no-password': '此账号使用本行统一认证登录，没有单独的密码。',
      provider: '统一认证没有成功，或您在本系统还没有账号，请联系管理员。',
    },
    setUp: '初始设置',
    setUpAbout: '还没有任何账号。请创建第一个账号，它可以管理机构和人员，并拥有总行质量控制部门的权限。',
    setUpCode: '设置码',
    setUpCodeHint: '在服务器数据目录的 setup-code 文件中，只能使用一次',
    name: '姓名',
    loginHint: '字母、数字，可含 . - _ @',
    newPassword: '新密码',
    passwordHint: PASSWORD_ZH,
    repeat: '再输一次',
    repeatProblem: '两次输入不一致',
    create: '创建账号',
    choose: '设置密码',
    chooseAbout: '请为您的账号设置密码。只有您自己知道它。',
    chosen: (login) => `密码已设置，您的登录名是 ${login}。`,
    toSignIn: '去登录',
    save: '保存',
    cancel: '取消',
    signOut: '退出登录',
    changePassword: '修改密码',
    currentPassword: '当前密码',
    changed: '密码已修改，其他设备上的登录已退出。',
    close: '关闭',
    account: '我的账号',
    noRoles: '还没有任何角色',
    unreachable: '暂时连不上总行服务器。',
    problems: {
      code: '设置码不正确、已使用或已过期',
      login: '2–64 位字母、数字，可含 . - _ @',
      name: '请填写姓名（不超过 80 个字）',
      password: PASSWORD_ZH,
      next: PASSWORD_ZH,
      current: '当前密码不正确',
    },
  },
  en: {
    signIn: 'Sign in',
    signInAgain: 'Please sign in again',
    ended: 'Your session has ended. What you typed is still here; sign in to go on.',
    login: 'Login',
    password: 'Password',
    provider: 'Sign in with the bank’s account',
    or: 'or',
    refusals: {
      'not-signed-in':
        'Login and password do not fit, or the account is locked. After five wrong tries wait 15 minutes.',
      'too-many-tries': 'Too many tries. Please wait 15 minutes.',
      unreachable: 'Head office cannot be reached at the moment. Please try again.',
      'set-up': 'Head office is set up already. Please sign in.',
      'no-password': 'This account signs in with the bank’s account and has no password here.',
      provider: 'The bank’s sign-in did not succeed, or you have no account here yet. Please ask IT.',
    },
    setUp: 'Set up',
    setUpAbout:
      'There is no account yet. Make the first one: it may manage organisation and people, and has the rights of head office’s quality department.',
    setUpCode: 'Set-up code',
    setUpCodeHint: 'In the file setup-code of the server’s data folder; works once',
    name: 'Name',
    loginHint: 'Letters and digits, also . - _ @',
    newPassword: 'New password',
    passwordHint: PASSWORD_EN,
    repeat: 'Once more',
    repeatProblem: 'The two are not the same',
    create: 'Make the account',
    choose: 'Choose a password',
    chooseAbout: 'Choose the password of your account. Nobody else will know it.',
    chosen: (login) => `Your password is set. Your login is ${login}.`,
    toSignIn: 'Go to sign-in',
    save: 'Save',
    cancel: 'Cancel',
    signOut: 'Sign out',
    changePassword: 'Change password',
    currentPassword: 'Password of now',
    changed: 'Your password has been changed; you are signed out everywhere else.',
    close: 'Close',
    account: 'My account',
    noRoles: 'No roles yet',
    unreachable: 'Head office cannot be reached at the moment.',
    problems: {
      code: 'The code is wrong, used or expired',
      login: '2–64 letters and digits, also . - _ @',
      name: 'A name of at most 80 characters',
      password: PASSWORD_EN,
      next: PASSWORD_EN,
      current: 'That is not your password of now',
    },
  },
};
