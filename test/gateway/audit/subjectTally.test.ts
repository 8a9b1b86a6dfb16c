import { describe, expect, it } from 'vitest';
import { SubjectTally } from '../../../gateway/audit/subjectTally.ts';
import { describeSubjects } from '../../../subgraphs/subjects.ts';

const name = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `person-${from + index}`);

describe('a tally of subjects', () => {
  it('has each person of several answers once', () => {
    const tally = new SubjectTally();
    tally.add({ subjects: name(0, 3) });
    tally.add({ subjects: name(2, 5) });
    tally.add({ subjects: 'nobody' });
    tally.add(undefined);
    expect([tally.names, tally.omitted]).toEqual([name(0, 5), 0]);
  });

  it('counts whoever is beyond its bound, and nobody whom it has', () => {
    const tally = new SubjectTally();
    tally.add({ subjects: name(0, 900) });
    tally.add({ subjects: name(800, 1_100) });
    tally.add({ subjects: name(0, 900) });
    expect([tally.names, tally.omitted]).toEqual([name(0, 1_000), 100]);
  });

  it('understands what a subgraph says of more people than it names', () => {
    const tally = new SubjectTally();
    tally.add(describeSubjects(new Set(name(0, 4_000))));
    expect([tally.names, tally.omitted]).toEqual([name(0, 1_000), 3_000]);
  });

  it('never has a count that no entry could hold', () => {
    const tally = new SubjectTally();
    for (let answer = 0; answer < 3; answer++) {
      tally.add({ subjects: ['ada'], subjectCount: Number.MAX_SAFE_INTEGER });
    }
    expect(Number.isSafeInteger(tally.omitted)).toBe(true);
  });
});
