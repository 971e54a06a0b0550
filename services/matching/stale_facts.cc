#include "services/matching/stale_facts.h"

#include "absl/strings/str_split.h"
#include "common/clock/civil_date.h"
#include "common/subjects/child_path.h"
#include "common/subjects/extra_path.h"

namespace sangam::matching {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kPlace[] = "place";

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
  if (field->is_repeated() || field->message_type() == nullptr ||
      !reflection->HasField(*message, field)) {
    return false;
  }
  Message* whole = reflection->MutableMessage(message, field);
  if (!Clear(path, from + 1, whole)) return false;
  // A list without its values would be known to hold nothing.
  if (whole->ByteSizeLong() == 0) reflection->ClearField(message, field);
  return true;
}

// Whether there was something to forget.
bool ForgetOf(const std::string& path, type::v1::Profile* profile) {
  if (path == kPlace) {
    const bool held = profile->has_place();
    profile->clear_place();
    return held;
  }
  if (const auto attribute = AttributeOfExtraPath(path)) {
    return profile->mutable_extra()->erase(std::string(*attribute)) > 0;
  }
  // The first step is "profile".
  return Clear(absl::StrSplit(path, '.'), 1, profile);
}

bool Forget(const std::string& path, MatchSubject* subject) {
  type::v1::Profile& profile = subject->profile;
  if (const auto fact = FactOfChildPath(path)) {
    const auto children =
        static_cast<size_t>(profile.children().profiles_size());
    return fact->child < children &&
           ForgetOf(fact->path, profile.mutable_children()->mutable_profiles(
                                    static_cast<int>(fact->child)));
  }
  if (!ForgetOf(path, &profile)) return false;
  if (path == kPlace) subject->place_chain = PlaceChain();
  return true;
}

}  // namespace

std::vector<std::string> ForgetStaleFacts(
    const google::protobuf::RepeatedPtrField<type::v1::FieldProvenance>& facts,
    absl::CivilDay as_of, int months, MatchSubject* subject) {
  std::vector<std::string> forgotten;
  for (const type::v1::FieldProvenance& observed : facts) {
    const auto day = ToCivilDay(observed.provenance().observed_on(), "");
    if (!day.ok() || CompletedMonths(*day, as_of) < months) continue;
    for (const std::string& path : observed.fields()) {
      if (Forget(path, subject)) forgotten.push_back(path);
    }
  }
  return forgotten;
}

}  // namespace sangam::matching
