/**
 * What files hold, before anybody says what it means: raw matrices, vectors and tables in and out, every file read as
 * if it were hostile and every file written whole or not at all. Orientation, symmetry, leak and sign rules are decided
 * elsewhere. Patterns to train on, machines and the folders of their runs. Pictures are in {@code picture}.
 */
@NullMarked
package org.secateur.io;

import org.jspecify.annotations.NullMarked;
