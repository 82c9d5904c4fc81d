@NullMarked
package org.secateur.io;

import org.jspecify.annotations.NullMarked;
