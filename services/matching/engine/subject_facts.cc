#include "services/matching/engine/subject_facts.h"

#include <string>
#include <vector>

#include "services/matching/catalog/condition_program.h"

namespace sangam::matching {
namespace {

using Op = ProgramStep::Op;

SubjectFact FactOf(const SubjectView& subject, int attribute,
                   const TextBits& texts) {
  const rules::Value& value = subject.value(attribute);
  if (const auto* number = absl::get_if<int64_t>(&value)) {
    return {*number, Op::kNumber};
  }
  if (const auto* holds = absl::get_if<bool>(&value)) {
    return {*holds ? 1 : 0, Op::kIsTrue};
  }
  if (const auto* day = absl::get_if<absl::CivilDay>(&value)) {
    return {NumberOfDay(*day), Op::kDay};
  }
  if (const auto* text = absl::get_if<std::string>(&value)) {
    return {static_cast<int64_t>(texts.Of(attribute, *text)), Op::kIsOne};
  }
  if (const auto* list = absl::get_if<std::vector<std::string>>(&value)) {
    uint64_t bits = 0;
    for (const std::string& each : *list) bits |= texts.Of(attribute, each);
    return {static_cast<int64_t>(bits), Op::kHolds};
  }
  return {0, subject.WhyUnknown(attribute).empty()
                 ? SubjectFact::kNotKnown
                 : SubjectFact::kNotKnownWithReason};
}

SubjectFact ReceivedBy(const SubjectView& subject, const TextBits& texts) {
  uint64_t bits = 0;
  for (const Receipt& receipt : subject.receipts()) {
    bits |= texts.Of(texts.received(), receipt.scheme);
  }
  return {static_cast<int64_t>(bits), Op::kHolds};
}

}  // namespace

SubjectFact SubjectFacts::Read(int attribute) const {
  const TextBits& texts = table_.texts();
  return attribute == texts.received() ? ReceivedBy(subject_, texts)
                                       : FactOf(subject_, attribute, texts);
}

}  // namespace sangam::matching
