// Passwords in the addresses of stores.
#ifndef SANGAM_COMMON_SQL_STORE_PASSWORD_H_
#define SANGAM_COMMON_SQL_STORE_PASSWORD_H_

#include "common/sql/store_address.h"

namespace sangam::sql {

// Whether the address itself holds a password, so that every command line with
// it shows it.
bool HoldsPassword(const StoreAddress& address);

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_STORE_PASSWORD_H_
