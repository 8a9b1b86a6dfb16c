import { describe, expect, it } from 'vitest';
import { createMatrix } from '../../../cli/program/permissionMatrix/createMatrix.ts';
import { renderMarkdown } from '../../../cli/program/permissionMatrix/renderMarkdown.ts';
import { renderText } from '../../../cli/program/permissionMatrix/renderText.ts';
import { openZoo, ZOO_CALLERS } from './zoo.ts';

const matrix = createMatrix(openZoo());

/** What stands between two lines, the first one included. */
function section(text: string, from: string, to: string): string {
  return text.slice(text.indexOf(from), text.indexOf(to)).trimEnd();
}

describe('the matrix in a terminal', () => {
  const text = renderText(matrix);

  it('has a table for each type that somebody does not see all of', () => {
    expect(section(text, 'type Keeper', 'type Mutation')).toBe(
      [
        'type Keeper                       anonymous       keeper                 vet                    guest',
        '  to get at one                   –               ✓                      ✓                      ✓',
        '      from Feeding.by, Query.duty',
        '  home [contact, address]         –               –                      –                      –',
        '      because @requiresScopes(zoo:hr) @policy(reachable)',
        '  name                            –               ✓                      ✓                      ✓',
        '  phone [contact]                 –               policy reachable       policy reachable       policy reachable',
        '      because @policy(reachable)',
        '  vet [unclassified]              –               –                      zoo:health             –',
        '      because returns Vet @requiresScopes(zoo:health)',
      ].join('\n'),
    );
  });

  it('says what arguments read, below their field', () => {
    expect(section(text, 'type Query', 'type Vet')).toBe(
      [
        'type Query                        anonymous       keeper                 vet                    guest',
        '  animals                         ✓               ✓                      ✓                      ✓',
        '  animals(sort: WEIGHT),          –               zoo:feed + zoo:store   zoo:health             –',
        '    animals(where.weight.above),',
        '    animals(heavierThan)',
        '      because it reads Elephant.weight',
        '  duty                            –               ✓                      ✓                      ✓',
        '      because @authenticated',
        '  vets                            –               –                      zoo:health             –',
        '      because returns Vet @requiresScopes(zoo:health)',
      ].join('\n'),
    );
  });

  it('names in one line what is open, and what nobody gets at', () => {
    expect(section(text, 'Open to everybody', 'class address')).toBe(
      ['Open to everybody: Animal, Snake', '', 'Nobody gets at: Ghost'].join('\n'),
    );
  });

  it('tells by class which operations give it, what policies allow, and what operations take', () => {
    expect(text.slice(text.indexOf('class address'))).toBe(
      [
        'class address',
        '  Keeper.home: by no operation',
        '',
        'class contact',
        '  Keeper.home: by no operation',
        '  Keeper.phone: by Duty, Feed',
        '',
        'class health',
        '  Elephant.weight: by no operation',
        '',
        'policy reachable: declared on Keeper.home, Keeper.phone',
        '  Duty: keeper, stating reason; vet, stating reason; guest, stating reason',
        '  Feed: keeper with zoo:feed',
        '  an unregistered operation: keeper, stating reason; vet, stating reason; guest, stating reason',
        '',
        'operations: to see all of it      anonymous       keeper                 vet                    guest',
        '  Duty [contact]                  sign in         policy reachable       policy reachable       policy reachable',
        '  Feed [contact]                  sign in         zoo:feed +             –                      –',
        '                                                  policy reachable',
        '  Names                           ✓               ✓                      ✓                      ✓',
        '  Ration                          sign in         zoo:feed + zoo:store   zoo:health             in part',
        '',
      ].join('\n'),
    );
  });

  it('leaves out what whoever gets at an object has in any case', () => {
    const guarded = openZoo((sdl) =>
      sdl.replace(
        '{ at: String by: Keeper }',
        `{ at: String @requiresScopes(scopes: [["zoo:feed"], ["zoo:hr"]])
           by: Keeper @requiresScopes(scopes: [["zoo:feed", "zoo:store"]]) }`,
      ),
    );
    const table = section(renderText(createMatrix(guarded)), 'type Feeding', 'type Keeper');
    expect(table).toMatch(/^ {2}at +– +✓ +– +–$/m);
    expect(table).toMatch(/^ {2}by +– +zoo:store +– +–$/m);
  });

  it('fits into 120 columns', () => {
    expect(text.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  it('is wider where names do not fit, and keeps its columns apart', () => {
    const long = 'https://zoo.example/scopes/'.concat('long-'.repeat(12), 'health');
    const wide = openZoo((sdl) => sdl.replaceAll('zoo:health', long), {
      ...ZOO_CALLERS,
      contexts: { vet: { scopes: [long] }, guest: { scopes: [] }, keeper: { scopes: ['zoo:feed'] } },
    });
    const table = section(renderText(createMatrix(wide)), 'type Vet', 'Open to');
    expect(table).toMatch(new RegExp(`^ {2}to get at one +– +${long} – +–$`, 'm'));
  });

  it('has one column for contexts that see the same', () => {
    const same = { ...ZOO_CALLERS, contexts: { ...ZOO_CALLERS.contexts, volunteer: { scopes: [] } } };
    expect(renderText(createMatrix(openZoo(undefined, same)))).toMatch(/type Vet .* guest, volunteer\n/);
  });
});

describe('the matrix as a page', () => {
  const page = renderMarkdown(matrix);

  it('has a row for what is the same', () => {
    expect(section(page, '## Keeper', '## Mutation')).toBe(
      [
        '## Keeper',
        '',
        '| field | class | anonymous | keeper | vet | guest | because |',
        '|---|---|---|---|---|---|---|',
        '| to get at one |  | – | ✓ | ✓ | ✓ | from Feeding.by, Query.duty |',
        '| home | contact, address | – | – | – | – | @requiresScopes(zoo:hr) @policy(reachable) |',
        '| name |  | – | ✓ | ✓ | ✓ |  |',
        '| phone | contact | – | policy reachable | policy reachable | policy reachable | @policy(reachable) |',
        '| vet | unclassified | – | – | zoo:health | – | returns Vet @requiresScopes(zoo:health) |',
      ].join('\n'),
    );
  });

  it('has as many cells in each row of a table', () => {
    for (const table of page
      .trimEnd()
      .split('\n\n')
      .filter((part) => part.startsWith('|'))) {
      const widths = table.split('\n').map((row) => row.match(/(?<!\\)\|/g)?.length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  it('takes no scope for markup', () => {
    const odd = openZoo((sdl) => sdl.replaceAll('zoo:hr', 'hr|*all*'), {
      ...ZOO_CALLERS,
      contexts: { boss: { scopes: ['hr|*all*'] } },
    });
    expect(renderMarkdown(createMatrix(odd))).toContain('@requiresScopes(hr\\|\\*all\\*)');
  });
});
