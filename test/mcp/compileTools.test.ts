import { describe, expect, it } from 'vitest';
import { toolName } from '../../mcp/compile/compileTools.ts';
import { ToolCompileError } from '../../mcp/compile/toolCompileError.ts';
import { compileQuery, compileText, compileTexts, openObservatoryTools } from './observatoryTools.ts';

const DESCRIBED = '"Looks."';

describe('a tool', () => {
  it('is named, titled and described as its operation says', () => {
    const tool = openObservatoryTools().server.tools.get('telescope_status');
    expect(tool?.definition).toMatchObject({
      name: 'telescope_status',
      title: 'Telescope status',
      description: 'Look up one telescope, its instruments and what is observed with it.',
    });
  });

  it.each([
    ['OrderStatus', 'order_status'],
    ['Agenda', 'agenda'],
    ['findURLOfImage', 'find_url_of_image'],
    ['Top10Stars', 'top10_stars'],
    ['snake_case', 'snake_case'],
  ])('of %s is named %s', (operation, name) => {
    expect(toolName(operation)).toBe(name);
  });

  it.each(['Ünïcode', 'Оrder', 'a-b', '9Lives', '_private', '__proto__', '', `A${'b'.repeat(64)}`])(
    'attack 59: is not named after %j',
    (operation) => {
      expect(() => toolName(operation)).toThrow(ToolCompileError);
    },
  );

  it('attack 59: may have a name of 64 characters', () => {
    expect(toolName(`A${'b'.repeat(63)}`)).toHaveLength(64);
  });

  it.each([
    ['LookUp', 'Look_Up'],
    ['LookUp', 'lookUp'],
    ['Look', 'LOOK'],
  ])('attack 59: %s and %s would be one tool and are refused', (one, other) => {
    const text = (name: string) => `${DESCRIBED} query ${name} @tool(title: "Look") { telescopes { id } }`;
    expect(() => compileTexts(text(one), text(other))).toThrow(
      /^Two operations would both be the tool look(_up)?\.$/,
    );
  });

  it.each(['query Look @tool(title: "Look") { telescopes { id } }', '"" query Look { telescopes { id } }'])(
    'without a description is refused: %s',
    (text) => {
      expect(() => compileText(text)).toThrow('Look has no description.');
    },
  );

  it('that selects "notices" at its root is refused, under that alias too', () => {
    expect(() => compileQuery('', 'notices: telescopes { id }')).toThrow(
      'Look selects "notices" at its root, which is reserved.',
    );
    expect(compileQuery('', 'telescopes { notices: id }').definition.name).toBe('look');
  });
});

describe('the annotations', () => {
  const mutation = (directives: string) =>
    compileText(`${DESCRIBED} mutation Do @tool(title: "Do"${directives}) { ping }`).definition.annotations;

  it('of a query say that it only reads', () => {
    expect(compileQuery('', 'telescopes { id }').definition.annotations).toEqual({
      readOnlyHint: true,
      openWorldHint: false,
    });
  });

  it('of a mutation call it destructive unless it says that it is not', () => {
    const base = { readOnlyHint: false, openWorldHint: false };
    expect(mutation('')).toEqual({ ...base, destructiveHint: true, idempotentHint: false });
    expect(mutation(', destructive: false, idempotent: true')).toEqual({
      ...base,
      destructiveHint: false,
      idempotentHint: true,
    });
  });
});

describe('@confirm', () => {
  const BOOK = (preview: string) =>
    `${DESCRIBED} mutation Book @tool(title: "Book") @confirm(preview: "${preview}") { ping }`;
  const PREVIEW = `${DESCRIBED} query BookPreview @tool(title: "Preview") { telescopes { id } }`;

  it('tells to call the preview first, by its tool name', () => {
    const tool = compileTexts(PREVIEW, BOOK('BookPreview')).get('book');
    expect(tool?.definition.description).toBe(
      'Looks.\nCall book_preview first and go on only when the user agrees to what it says.',
    );
  });

  it.each(['NoSuch', 'book_preview', 'Book', ''])(
    'that names %j, which is no query, is refused',
    (preview) => {
      expect(() => compileTexts(PREVIEW, BOOK(preview))).toThrow(
        `Book is confirmed by ${preview}, which is no query here.`,
      );
    },
  );
});
