/** A taxonomy of any size that compresses like a real one: 160 words make the names, and some nodes are described. */
import type { Layer, Node, Taxonomy } from '../../taxonomy/tree.ts';

const words =
  `Acid Afro Ambient Angel Arena Autumn Ballad Band Bass Beach Beat Bling Blues Bold Brass Bridge Bright
Cabaret Canyon Carnival Casual Chrome City Classic Club Coast Comet Cosmic Couture Crystal Dance Dawn Deep Delta
Denim Desert Digital Disco Dream Drum Dub Dusk Echo Electric Ember Epic Fantasy Festival Flame Folk Forest Freestyle
Funk Future Garage Garden Glam Glitch Global Gold Gospel Grand Groove Harbor Heritage Hyper Icon Indie Island Ivory
Jazz Jungle Kinetic Latin Leather Legend Light Linen Lo-Fi Lunar Luxury Marble Melody Meteor Metro Midnight Minimal
Mirage Mirror Modern Neon Night Noir Nordic Ocean Opera Orbit Palace Pastel Phantom Piano Pixel Polar Pop Prairie
Pulse Punk Quartz Rain Rave Rebel Retro Rhythm Ritual River Rock Rooftop Royal Runway Salsa Samba Satin Shadow Silk
Silver Sky Soft Solar Soul Spark Stage Star Steel Storm Street Studio Summer Swing Synth Tango Temple Theatre Thunder
Trance Tribal Tropic Tundra Twilight Urban Valley Velvet Vintage Vista Vocal Wave Wild Winter Wool Zen Zenith`.split(
    /\s+/,
  );

// C is the ninth: a rule of the taxonomy binds the letter C to number 9.
const layerCodes = [...'GSLMWBPTCRADEFHIJKNOQUVXYZ'];

// As in real taxonomies.
const subcategoriesPerCategory = 2.5;

/** About `nodes` categories and subcategories in 26 layers. The same number gives the same taxonomy. */
export function makeTaxonomy(nodes: number): Taxonomy {
  const random = createRandom();
  const perLayer = nodes / layerCodes.length;
  const categories = Math.round(Math.sqrt(perLayer / subcategoriesPerCategory));
  const subcategories = Math.round(perLayer / categories) - 1;
  const layers = layerCodes.map(
    (code, index): Layer => ({
      code,
      numericCode: String(index + 1),
      name: nameOf(random),
      categories: makeSiblings(categories, random).map((category) => ({
        ...category,
        subcategories: makeSiblings(subcategories, random),
      })),
    }),
  );
  return { layers, aliases: [] };
}

/** The smallest change: the first subcategory gets another name. */
export function renameOne({ layers, aliases }: Taxonomy, name: string): Taxonomy {
  return {
    aliases,
    layers: replaceFirst(layers, (layer) => ({
      ...layer,
      categories: replaceFirst(layer.categories, (category) => ({
        ...category,
        subcategories: replaceFirst(category.subcategories, (subcategory) => ({ ...subcategory, name })),
      })),
    })),
  };
}

function replaceFirst<Item>(items: readonly Item[], replace: (item: Item) => Item): Item[] {
  return items.map((item, index) => (index === 0 ? replace(item) : item));
}

/** A whole number from 0 to below `limit`. */
type Random = (limit: number) => number;

/** The linear congruential generator of Numerical Recipes: every run has to make the same taxonomy. */
function createRandom(): Random {
  let state = 1;
  return (limit) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function makeSiblings(count: number, random: Random): Node[] {
  const codes = 36 ** 3;
  const start = random(codes);
  return Array.from({ length: count }, (_, index) => ({
    // 7919 and the number of codes have no common divisor, so every code is used before one repeats.
    code: ((start + index * 7919) % codes).toString(36).toUpperCase().padStart(3, '0'),
    numericCode: String(index + 1).padStart(3, '0'),
    name: nameOf(random),
    ...(random(20) === 0 && { description: `${nameOf(random)} and ${nameOf(random)}, live.` }),
  }));
}

function nameOf(random: Random): string {
  return `${words[random(words.length)]}_${words[random(words.length)]}`;
}
