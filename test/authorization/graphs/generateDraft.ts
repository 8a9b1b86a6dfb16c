import type { Choices } from '../../gateway/differential/choices.ts';
import type { GraphDraft } from './draft.ts';
import { generateContext, generateProvides, generateRequires } from './generateDependencies.ts';
import { generateOverrides, hideFields } from './generateMoves.ts';
import {
  generateEntities,
  generateFields,
  generateInterface,
  generateInterfaceObject,
  generatePlain,
  generateRoots,
  generateShared,
  generateSharedAbstract,
  generateUnion,
} from './generateTypes.ts';
import { GraphBuilder } from './graphBuilder.ts';

/** Some subgraphs that fit together, nearly always. */
export function generateDraft(choices: Choices): GraphDraft {
  const builder = new GraphBuilder(choices);
  generateShared(builder);
  if (choices.percent(35)) generateSharedAbstract(builder);
  generateEntities(builder);
  generatePlain(builder);
  const omega = choices.percent(35) ? generateInterfaceObject(builder) : undefined;
  if (choices.percent(75)) generateInterface(builder, 'Named');
  if (choices.percent(35)) generateInterface(builder, 'Listed');
  if (choices.percent(65)) generateUnion(builder);
  generateFields(builder);
  if (choices.percent(35)) generateContext(builder);
  if (choices.percent(35)) generateOverrides(builder);
  generateRequires(builder);
  generateProvides(builder);
  generateRoots(builder, choices.percent(60));
  if (choices.percent(30)) hideFields(builder);
  return { subgraphs: omega === undefined ? builder.subgraphs : [...builder.subgraphs, omega] };
}
