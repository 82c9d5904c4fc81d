/**
 * Dense linear algebra: column-major matrices in native memory, and BLAS and LAPACK on them. OpenBLAS does the work
 * where it can be loaded, EJML where not. Internal: its types are mutable and may change between releases.
 */
@NullMarked
package org.secateur.linalg;

import org.jspecify.annotations.NullMarked;
