// Which part of a profile a column holds.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_COLUMN_KEY_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_COLUMN_KEY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "google/protobuf/descriptor.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::matching {

// What a column's numbers stand for.
enum class ColumnKind {
  kNumber,  // itself
  kTruth,   // 0 or 1
  kEnum,    // the enum's number
  kText,    // TextTable::TextOf
  kList,    // TextTable::ListOf
  kDate,    // DayNumber
  kNothing  // that something is given, but no value
};

// Fields of Profile have their number as key. Values that departments record
// have their name's number and their type; a name may have several columns.
// The rest is what a profile repeats: for each row how often.
inline constexpr uint64_t kReceiptCount = 1'000'000;
inline constexpr uint64_t kReceiptScheme = 1'000'001;
inline constexpr uint64_t kReceivedOn = 1'000'002;
inline constexpr uint64_t kObservedOn = 1'000'003;
inline constexpr uint64_t kReceiptsCompleteUntil = 1'000'004;
inline constexpr uint64_t kChildCount = 1'000'005;
inline constexpr uint64_t kChildrenComplete = 1'000'006;

constexpr uint64_t ExtraKey(uint32_t name,
                            type::v1::AttributeValue::ValueCase value_case) {
  return uint64_t{1} << 63 | uint64_t{name} << 8 |
         static_cast<uint64_t>(value_case);
}
constexpr bool IsExtraKey(uint64_t key) { return key >> 63 != 0; }
constexpr uint32_t NameOfExtra(uint64_t key) {
  return static_cast<uint32_t>(key >> 8);
}
constexpr auto CaseOfExtra(uint64_t key) {
  return static_cast<type::v1::AttributeValue::ValueCase>(key & 0xFF);
}

// Days from 1970-01-01 on.
inline int64_t DayNumber(absl::CivilDay day) {
  return day - absl::CivilDay(1970, 1, 1);
}
inline absl::CivilDay DayOfNumber(int64_t number) {
  return absl::CivilDay(1970, 1, 1) + number;
}

// A field of Profile that has a column of its own.
struct ProfileField {
  const google::protobuf::FieldDescriptor* field = nullptr;
  ColumnKind kind = ColumnKind::kNumber;
};

// All of them. Lives until the program ends.
const std::vector<ProfileField>& ProfileFields();
// The one with this number, or null.
const ProfileField* FindProfileField(uint64_t number);

// What the numbers of a column stand for.
ColumnKind KindOfColumn(uint64_t key);

// Changes whenever columns of this program mean something else than those of
// another: the fields of Profile and their types, the layout.
const std::string& ColumnLayout();

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_COLUMN_KEY_H_
