// The orders in which subjects are listed.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_LIST_ORDER_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_LIST_ORDER_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/resource_table.h"

namespace sangam::registry {

// Where a record stands in a list: by the value that the list is ordered by,
// and by its name where that is the same. A value type.
struct ListPosition {
  // Of a number; 0 for a text.
  int64_t number = 0;
  // Of a text, in the order of its bytes; empty for a number and in an order by
  // name.
  std::string text;
  std::string name;
};

// An order, up or down. A value type.
class ListOrder {
 public:
  enum class By { kName, kTitle, kMembers, kUpdateTime };

  // Reads order_by; empty means by name. INVALID_ARGUMENT on "order_by".
  static absl::StatusOr<ListOrder> Parse(absl::string_view order_by);

  ListOrder() = default;
  ListOrder(By by, bool descending) : by_(by), descending_(descending) {}

  By by() const { return by_; }
  bool descending() const { return descending_; }
  // The column of this order beside that of the name; empty by name.
  absl::string_view column() const;
  bool is_by_number() const {
    return by_ == By::kMembers || by_ == By::kUpdateTime;
  }

  // Whether `a` comes before `b`. A record whose members are not known has
  // fewer than any.
  bool Before(const ListPosition& a, const ListPosition& b) const;

  // Of a record as it is stored: `body` is its title or number of members, as
  // the order needs.
  ListPosition PositionOf(const StoredResource& stored, absl::string_view title,
                          int64_t members) const;

  // "members desc"; Parse reads it back.
  std::string ToText() const;

 private:
  By by_ = By::kName;
  bool descending_ = false;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_LIST_ORDER_H_
