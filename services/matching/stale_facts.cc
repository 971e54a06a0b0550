#include "services/matching/stale_facts.h"

#include "absl/strings/str_split.h"
#include "common/clock/civil_date.h"

namespace sangam::matching {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Whether there was something to clear.
bool Clear(const std::vector<std::string>& path, size_t from,
           Message* message) {
  if (from >= path.size()) return false;
  const FieldDescriptor* field =
      message->GetDescriptor()->FindFieldByName(path[from]);
  if (field == nullptr) return false;
  const auto* reflection = message->GetReflection();
  if (from + 1 == path.size()) {
    const bool held = field->is_repeated()
                          ? reflection->FieldSize(*message, field) > 0
                          : reflection->HasField(*message, field);
    reflection->ClearField(message, field);
    return held;
  }
  return !field->is_repeated() && field->message_type() != nullptr &&
         reflection->HasField(*message, field) &&
         Clear(path, from + 1, reflection->MutableMessage(message, field));
}

}  // namespace

std::vector<std::string> ForgetStaleFacts(
    const google::protobuf::RepeatedPtrField<type::v1::FieldProvenance>& facts,
    absl::CivilDay as_of, int months, type::v1::Profile* profile) {
  std::vector<std::string> forgotten;
  for (const type::v1::FieldProvenance& observed : facts) {
    const auto day = ToCivilDay(observed.provenance().observed_on(), "");
    if (!day.ok() || CompletedMonths(*day, as_of) < months) continue;
    for (const std::string& path : observed.fields()) {
      // The first step is "profile".
      if (Clear(absl::StrSplit(path, '.'), 1, profile)) {
        forgotten.push_back(path);
      }
    }
  }
  return forgotten;
}

}  // namespace sangam::matching
