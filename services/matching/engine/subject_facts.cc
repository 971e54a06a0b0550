#include "services/matching/engine/subject_facts.h"

#include "services/matching/catalog/condition_program.h"

namespace sangam::matching {

void SubjectFacts::Read(int attribute, Fact* fact) const {
  const rules::Value& value = subject_.value(attribute);
  if (const auto* number = absl::get_if<int64_t>(&value)) {
    fact->kind = Fact::Kind::kNumber;
    fact->number = *number;
  } else if (const auto* holds = absl::get_if<bool>(&value)) {
    fact->kind = Fact::Kind::kBool;
    fact->number = *holds ? 1 : 0;
  } else if (const auto* day = absl::get_if<absl::CivilDay>(&value)) {
    fact->kind = Fact::Kind::kDay;
    fact->number = NumberOfDay(*day);
  } else if (const auto* text = absl::get_if<std::string>(&value)) {
    fact->kind = Fact::Kind::kText;
    fact->hashes = {HashOfText(*text)};
    fact->texts = text;
  } else if (const auto* texts =
                 absl::get_if<std::vector<std::string>>(&value)) {
    fact->kind = Fact::Kind::kTexts;
    for (const std::string& each : *texts) {
      fact->hashes.push_back(HashOfText(each));
    }
    fact->texts = texts->data();
  } else {
    fact->kind = Fact::Kind::kUnknown;
  }
}

}  // namespace sangam::matching
