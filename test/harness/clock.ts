/** When the tests take place: the sample shop is seeded as of this moment. */
export const TEST_NOW = new Date('2026-11-23T12:00:00Z');
