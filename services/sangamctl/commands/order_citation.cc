#include "services/sangamctl/commands/order_citation.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "services/sangamctl/document/nearest_name.h"

namespace sangam::sangamctl {
namespace {

// "stated-by-source" for CONFIDENCE_STATED_BY_SOURCE.
std::string WordOf(const google::protobuf::EnumValueDescriptor& value) {
  absl::string_view name = value.name();
  absl::ConsumePrefix(&name, "CONFIDENCE_");
  return absl::StrReplaceAll(absl::AsciiStrToLower(name), {{"_", "-"}});
}

std::string ReadConfidence(const std::string& text,
                           type::v1::Citation& citation) {
  const auto& type = *type::v1::Confidence_descriptor();
  std::vector<std::string> words;
  for (int i = 1; i < type.value_count(); ++i) {
    words.push_back(WordOf(*type.value(i)));
    if (words.back() != text) continue;
    citation.set_confidence(
        static_cast<type::v1::Confidence>(type.value(i)->number()));
    return "";
  }
  return absl::StrCat("--order-confidence: \"", text, "\" is none of ",
                      absl::StrJoin(words, ", "), DidYouMean(text, words));
}

}  // namespace

std::string ReadOrder(
    const ParsedCommand& command,
    google::protobuf::RepeatedPtrField<type::v1::Citation>& citations) {
  bool given = false;
  for (const char* flag : {"order-title", "order-section", "order-url",
                           "order-says", "order-confidence"}) {
    given = given || command.Has(flag);
  }
  if (!given) return "";
  if (command.Value("order-title").empty()) {
    return "an order needs --order-title TEXT: its name and number";
  }
  type::v1::Citation order;
  order.set_document(command.Value("order-title"));
  order.set_section(command.Value("order-section"));
  order.set_uri(command.Value("order-url"));
  order.set_restated(command.Value("order-says"));
  // Who takes the step has the order itself before them.
  std::string fault =
      ReadConfidence(command.Value("order-confidence", "verified"), order);
  if (fault.empty()) *citations.Add() = std::move(order);
  return fault;
}

}  // namespace sangam::sangamctl
