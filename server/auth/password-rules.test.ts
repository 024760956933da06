import { expect, test } from 'vitest';
import { passwordProblem } from './password-rules.ts';

test.each(['three blue lanterns', '支行服务质量管理从严要求二〇', 'Tr0ub4dor&3-long'])('"%s" will do', (password) => {
  expect(passwordProblem(password, 'wang.li')).toBeNull();
});

test.each([
  ['eleven char', 'at least 12'],
  ['', 'at least 12'],
  ['支行服务质量', 'at least 12'],
  ['x'.repeat(129), 'at most 128'],
  ['my name is Wang.Li', 'without the login'],
  ['wang.li-wang.li', 'without the login'],
  ['aaaaaaaaaaaa', 'different'],
  ['121212121212121212', 'different'],
  ['Password 1234', 'tried first'],
  ['0123456789012', 'tried first'],
  ['zyxwvutsrqponm', 'tried first'],
  ['qwertyuiopasdf', 'tried first'],
])('"%s" will not', (password, why) => {
  expect(passwordProblem(password, 'wang.li')).toContain(why);
});
