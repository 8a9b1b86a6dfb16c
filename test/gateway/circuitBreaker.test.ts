import { describe, expect, it } from 'vitest';
import { CircuitBreaker, type Outcome } from '../../gateway/execution/http/circuitBreaker.ts';

function openBreaker() {
  let nowMs = 0;
  const breaker = new CircuitBreaker(() => nowMs);
  const pass = (outcome: Outcome) => breaker.record(breaker.admit(), outcome);
  return {
    breaker,
    pass,
    /** Passes one request of each outcome, in that order, until one is refused. */
    passAll(outcomes: readonly Outcome[]): number {
      const refused = outcomes.findIndex((outcome) => {
        if (breaker.state === 'open') return true;
        pass(outcome);
        return false;
      });
      return refused === -1 ? outcomes.length : refused;
    },
    wait(ms: number) {
      nowMs += ms;
    },
  };
}

const failures = (count: number): Outcome[] => Array(count).fill('failure');
const refusal = expect.objectContaining({ code: 'CIRCUIT_OPEN' });

describe('attack 76: a circuit breaker', () => {
  it('opens within 20 failed requests, whatever went before', () => {
    for (const successes of [0, 1, 20, 1_000]) {
      const { breaker, pass, passAll } = openBreaker();
      for (let count = 0; count < successes; count++) pass('success');
      expect(passAll(failures(100))).toBeLessThanOrEqual(20);
      expect(breaker.state).toBe('open');
      expect(() => breaker.admit()).toThrow(refusal);
      expect(() => breaker.check()).toThrow(refusal);
    }
  });

  it('stays closed where every second request is answered', () => {
    const { breaker, passAll } = openBreaker();
    const outcomes = Array.from(
      { length: 1_000 },
      (_, index): Outcome => (index % 2 ? 'success' : 'failure'),
    );
    expect(passAll(outcomes)).toBe(1_000);
    expect(breaker.state).toBe('closed');
  });

  it('does not count what says nothing', () => {
    const { breaker, passAll } = openBreaker();
    passAll(Array(100).fill('neither'));
    expect(breaker.state).toBe('closed');
  });

  it('lets one probe through after a second, and closes when that succeeds', () => {
    const { breaker, pass, passAll, wait } = openBreaker();
    passAll(failures(20));
    wait(999);
    expect(breaker.state).toBe('open');
    wait(1);
    expect(breaker.state).toBe('half-open');
    const probe = breaker.admit();
    expect(breaker.state).toBe('half-open');
    expect(() => breaker.admit()).toThrow(refusal);
    breaker.record(probe, 'success');
    expect(breaker.state).toBe('closed');
    pass('failure');
    expect(breaker.state).toBe('closed');
  });

  it('opens for twice as long when the probe fails, and for 30 seconds at most', () => {
    const { breaker, pass, passAll, wait } = openBreaker();
    passAll(failures(20));
    wait(1_000);
    for (const openMs of [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      pass('failure');
      wait(openMs - 1);
      expect(breaker.state).toBe('open');
      wait(1);
      expect(breaker.state).toBe('half-open');
    }
    pass('success');
    passAll(failures(20));
    wait(1_000);
    expect(breaker.state).toBe('half-open');
  });

  it('lets the next request probe when a probe says nothing', () => {
    const { breaker, pass, passAll, wait } = openBreaker();
    passAll(failures(20));
    wait(1_000);
    pass('neither');
    expect(breaker.state).toBe('half-open');
    pass('success');
    expect(breaker.state).toBe('closed');
  });

  it('does not count an outcome of a request that it let through before it changed', () => {
    const { breaker, passAll, wait } = openBreaker();
    const late = breaker.admit();
    passAll(failures(20));
    breaker.record(late, 'success');
    expect(breaker.state).toBe('open');
    wait(1_000);
    const probe = breaker.admit();
    breaker.record(late, 'success');
    expect(breaker.state).toBe('half-open');
    breaker.record(probe, 'success');
    for (let count = 0; count < 20; count++) breaker.record(late, 'failure');
    expect(breaker.state).toBe('closed');
  });
});
