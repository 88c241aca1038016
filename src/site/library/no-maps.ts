/**
 * Stands in for d3-geo, which Plot imports for maps. No lesson draws one, and it would cost every page with a plot
 * 10 kB. A plot that asks for a projection is told so.
 */
function noMaps(): never {
  throw new Error("Plot draws no maps in this course: leave out “projection”, “geo” and “sphere”.");
}

/** Plot calls this one while it loads, maps or no maps; only a projection would use what it returns. */
export function geoTransform<T>(methods: T): T {
  return methods;
}

export {
  noMaps as geoAlbers,
  noMaps as geoAlbersUsa,
  noMaps as geoAzimuthalEqualArea,
  noMaps as geoAzimuthalEquidistant,
  noMaps as geoCentroid,
  noMaps as geoClipRectangle,
  noMaps as geoConicConformal,
  noMaps as geoConicEqualArea,
  noMaps as geoConicEquidistant,
  noMaps as geoEqualEarth,
  noMaps as geoEquirectangular,
  noMaps as geoGnomonic,
  noMaps as geoGraticule10,
  noMaps as geoMercator,
  noMaps as geoOrthographic,
  noMaps as geoPath,
  noMaps as geoStereographic,
  noMaps as geoStream,
  noMaps as geoTransverseMercator,
};
