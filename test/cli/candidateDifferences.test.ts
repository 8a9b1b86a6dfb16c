import { describe, expect, it } from 'vitest';
import { createDifferenceListener } from '../../cli/program/candidateDifferences.ts';
import type { CandidateDifference } from '../../gateway/authorization/candidate.ts';
import { keepLog } from '../harness/keptLog.ts';

const DENIED: CandidateDifference = {
  operation: { id: 'i1', name: 'Names', source: 'tool' },
  isUnfit: false,
  newlyDenied: ['Person.name'],
  newlyAllowed: [],
};

function listen() {
  const counted: string[] = [];
  const { log, entries } = keepLog('info');
  return { entries, counted, listener: createDifferenceListener(log, (kind) => counted.push(kind)) };
}

describe('a difference of candidate rules', () => {
  it('is counted each time, and logged once with its operation and coordinates', () => {
    const { entries, counted, listener } = listen();
    listener(DENIED);
    listener(DENIED);
    expect(counted).toEqual(['denied', 'denied']);
    expect(entries()).toMatchObject([
      {
        level: 30,
        operation: 'Names',
        operationId: 'i1',
        isUnfit: false,
        newlyDenied: ['Person.name'],
        newlyAllowed: [],
        msg: 'the candidate would decide otherwise',
      },
    ]);
  });

  it('is counted by its kinds', () => {
    const { counted, listener } = listen();
    listener({ ...DENIED, newlyAllowed: ['Person.age'] });
    listener({ ...DENIED, newlyDenied: [], isUnfit: true });
    expect(counted).toEqual(['denied', 'allowed', 'unfit']);
  });

  it('does not fill the log, however many there are', () => {
    const { entries, counted, listener } = listen();
    for (let index = 0; index < 500; index++) listener({ ...DENIED, newlyDenied: [`Person.f${index}`] });
    expect(counted).toHaveLength(500);
    expect(entries()).toHaveLength(100);
  });
});
