/** What was guaranteed or measured of a pair of networks. Never sees how the pair came about. */
@NullMarked
package org.secateur.certify;

import org.jspecify.annotations.NullMarked;
