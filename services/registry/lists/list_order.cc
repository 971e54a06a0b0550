#include "services/registry/lists/list_order.h"

#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/rules/nearest_word.h"
#include "common/status/errors.h"

namespace sangam::registry {
namespace {

struct NamedOrder {
  absl::string_view name;
  ListOrder::By by;
  absl::string_view column;
};

constexpr NamedOrder kOrders[] = {
    {"name", ListOrder::By::kName, ""},
    {"title", ListOrder::By::kTitle, "title"},
    {"members", ListOrder::By::kMembers, "members"},
    {"update_time", ListOrder::By::kUpdateTime, "update_time_micros"},
};

const NamedOrder& Named(ListOrder::By by) {
  return kOrders[static_cast<int>(by)];
}

}  // namespace

absl::StatusOr<ListOrder> ListOrder::Parse(absl::string_view order_by) {
  absl::string_view field = order_by;
  const bool descending = absl::ConsumeSuffix(&field, " desc");
  if (order_by.empty()) return ListOrder();
  for (const NamedOrder& order : kOrders) {
    if (order.name == field) return ListOrder(order.by, descending);
  }
  rules::NearestWord nearest(field);
  for (const NamedOrder& order : kOrders) {
    nearest.Offer(order.name, descending ? absl::StrCat(order.name, " desc")
                                         : std::string(order.name));
  }
  return InvalidFieldError(
      "order_by",
      absl::StrCat(
          "is none of \"name\", \"title\", \"members\" and"
          " \"update_time\", after each of which \" desc\" may follow",
          nearest.answer().empty()
              ? std::string()
              : absl::StrCat("; did you mean \"", nearest.answer(), "\"?")));
}

absl::string_view ListOrder::column() const { return Named(by_).column; }

bool ListOrder::Before(const ListPosition& a, const ListPosition& b) const {
  const auto key = [](const ListPosition& position) {
    return std::tie(position.number, position.text, position.name);
  };
  return descending_ ? key(b) < key(a) : key(a) < key(b);
}

ListPosition ListOrder::PositionOf(const StoredResource& stored,
                                   absl::string_view title,
                                   int64_t members) const {
  ListPosition position;
  position.name = stored.key;
  switch (by_) {
    case By::kName:
      break;
    case By::kTitle:
      position.text = std::string(title);
      break;
    case By::kMembers:
      position.number = members;
      break;
    case By::kUpdateTime:
      position.number = absl::ToUnixMicros(stored.update_time);
      break;
  }
  return position;
}

std::string ListOrder::ToText() const {
  return absl::StrCat(Named(by_).name, descending_ ? " desc" : "");
}

}  // namespace sangam::registry
