import { ProblemError } from '#contracts/problem.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { SignUpLimit } from './sign-up-limit.js';

const refusalOf = (work: () => void): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return [error.status, error.extra.headers];
  }
};

describe('The limit of sign-ups', () => {
  it('counts the addresses of one IPv6 network as one client, says how long to wait, and leaves its neighbours alone', () => {
    const clock = new TestClock();
    const limit = new SignUpLimit(clock);
    for (let host = 1; host <= 30; host += 1) limit.take(`2001:db8:1:2::${host.toString(16)}`);
    expect(refusalOf(() => limit.take('2001:db8:1:2:ffff::1'))).toEqual([429, { 'retry-after': '600' }]);
    expect(refusalOf(() => limit.take('2001:db8:1:3::1'))).toBeUndefined();
    clock.advance(600_000);
    expect(refusalOf(() => limit.take('2001:db8:1:2:ffff::1'))).toBeUndefined();
  });

  it('counts every IPv4 address for itself', () => {
    const limit = new SignUpLimit(new TestClock());
    for (let count = 0; count < 30; count += 1) limit.take('192.0.2.1');
    expect(refusalOf(() => limit.take('192.0.2.1'))).toEqual([429, { 'retry-after': '600' }]);
    expect(refusalOf(() => limit.take('192.0.2.2'))).toBeUndefined();
  });
});
