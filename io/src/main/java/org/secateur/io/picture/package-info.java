/** Pictures as PNG files: tiles of numbers and line charts, each with its numbers beside it. Needs no display. */
@NullMarked
package org.secateur.io.picture;

import org.jspecify.annotations.NullMarked;
