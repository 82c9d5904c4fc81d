/**
 * Large sparse symmetric matrices: what solves with them, factors them and inverts them where they are not zero. Built
 * on bare arrays, so that dynamics and certificates can share it; not exported.
 */
@NullMarked
package org.secateur.sparse;

import org.jspecify.annotations.NullMarked;
