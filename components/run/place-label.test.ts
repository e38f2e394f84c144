import { expect, it } from 'vitest';
import { placeLabel } from './place-label.ts';

const link = {
  middle: { x: 0, y: 50 },
  points: [
    { x: 0, y: 0 },
    { x: 0, y: 50 },
    { x: 0, y: 100 },
  ],
};
const size = { width: 30, height: 16 };

it('stands in the middle of its link while nothing else is there', () => {
  expect(placeLabel(link, size, [])).toEqual({ x: 0, y: 50 });
  expect(placeLabel(link, size, [{ x: 15, y: 0, width: 10, height: 100 }])).toEqual({ x: 0, y: 50 });
});

it('moves along its link out of the way of a tag, and stays where there is no room at all', () => {
  expect(placeLabel(link, size, [{ x: -20, y: 20, width: 80, height: 30 }])).toEqual({ x: 0, y: 65 });
  expect(placeLabel(link, size, [{ x: -20, y: 20, width: 80, height: 100 }])).toEqual({ x: 0, y: 50 });
});
