import type { ReadingRole } from '../repository.ts';

export type SampleStep = readonly [series: string, role: ReadingRole, note?: string];

/** Series that belong together, each list in the order to read it. */
export const READING_LISTS: Readonly<Record<string, readonly SampleStep[]>> = {
  naruto: [
    ['naruto', 'MAIN'],
    ['boruto-naruto-next-generations', 'MAIN'],
  ],
  'dragon-ball': [
    ['dragon-ball', 'MAIN'],
    ['dragon-ball-z', 'MAIN'],
    ['dragon-ball-super', 'MAIN', 'Set in the ten years before the last chapters of Dragon Ball Z.'],
  ],
  'jujutsu-kaisen': [
    ['jujutsu-kaisen-0', 'MAIN', 'Written first; also fits after volume 4 of Jujutsu Kaisen.'],
    ['jujutsu-kaisen', 'MAIN'],
  ],
  'my-hero-academia': [
    ['my-hero-academia', 'MAIN'],
    [
      'my-hero-academia-vigilantes',
      'SPIN_OFF',
      'Set some years before My Hero Academia; can be read alongside.',
    ],
  ],
  'attack-on-titan': [
    ['attack-on-titan', 'MAIN'],
    ['attack-on-titan-no-regrets', 'SIDE_STORY', "Levi's past; after volume 4 of Attack on Titan."],
    ['attack-on-titan-before-the-fall', 'SPIN_OFF', 'Set some 70 years earlier; stands alone.'],
  ],
  'spy-x-family': [
    ['spy-x-family', 'MAIN'],
    [
      'spy-x-family-family-portrait',
      'SIDE_STORY',
      'Short stories in prose; after a few volumes of the manga.',
    ],
  ],
  'mob-psycho-100': [
    ['mob-psycho-100', 'MAIN'],
    ['mob-psycho-100-reigen', 'SPIN_OFF', 'After the end of Mob Psycho 100.'],
  ],
  barakamon: [
    ['barakamon', 'MAIN'],
    ['handa-kun', 'SPIN_OFF', "Handa's school days, before Barakamon; stands alone."],
  ],
  'jojos-bizarre-adventure': [
    ['jojos-bizarre-adventure-part-1-phantom-blood', 'MAIN'],
    ['jojos-bizarre-adventure-part-2-battle-tendency', 'MAIN'],
    ['jojos-bizarre-adventure-part-3-stardust-crusaders', 'MAIN'],
    ['jojos-bizarre-adventure-part-4-diamond-is-unbreakable', 'MAIN'],
    ['jojos-bizarre-adventure-part-5-golden-wind', 'MAIN'],
  ],
  'sailor-moon': [
    ['codename-sailor-v', 'MAIN', 'May be read after the first volumes of Sailor Moon as well.'],
    ['sailor-moon', 'MAIN'],
  ],
  'fruits-basket': [
    ['fruits-basket', 'MAIN'],
    ['fruits-basket-another', 'MAIN', 'The next generation; gives away how Fruits Basket ends.'],
  ],
  'cardcaptor-sakura': [
    ['cardcaptor-sakura', 'MAIN'],
    ['cardcaptor-sakura-clear-card', 'MAIN'],
  ],
  '20th-century-boys': [
    ['20th-century-boys', 'MAIN'],
    ['21st-century-boys', 'MAIN'],
  ],
  'tokyo-ghoul': [
    ['tokyo-ghoul', 'MAIN'],
    ['tokyo-ghoul-re', 'MAIN'],
  ],
  'spice-and-wolf': [
    ['spice-and-wolf-light-novel', 'ALTERNATIVE_VERSION', 'The original novels.'],
    ['spice-and-wolf', 'ALTERNATIVE_VERSION', 'The novels as a manga.'],
  ],
  'the-apothecary-diaries': [
    ['the-apothecary-diaries-light-novel', 'ALTERNATIVE_VERSION', 'The original novels.'],
    ['the-apothecary-diaries', 'ALTERNATIVE_VERSION', 'The novels as a manga.'],
  ],
};
