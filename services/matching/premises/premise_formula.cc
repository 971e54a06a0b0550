#include "services/matching/premises/premise_formula.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace sangam::matching {
namespace {

using Kind = PremiseFormula::Kind;

// `neutral` says nothing among the parts, its opposite says all.
PremiseFormula Joined(std::vector<PremiseFormula> parts, Kind kind,
                      Kind neutral, Kind absorbing) {
  PremiseFormula joined;
  joined.kind = kind;
  std::set<std::string> known;
  const auto add = [&](PremiseFormula part) {
    if (known.insert(part.Key()).second)
      joined.parts.push_back(std::move(part));
  };
  for (PremiseFormula& part : parts) {
    if (part.kind == absorbing) return part;
    if (part.kind == neutral) continue;
    if (part.kind != kind) {
      add(std::move(part));
      continue;
    }
    for (PremiseFormula& inner : part.parts) add(std::move(inner));
  }
  if (joined.parts.empty()) joined.kind = neutral;
  if (joined.parts.size() == 1) {
    PremiseFormula only = std::move(joined.parts[0]);
    return only;
  }
  return joined;
}

}  // namespace

PremiseFormula PremiseFormula::Constant(bool holds) {
  PremiseFormula formula;
  formula.kind = holds ? Kind::kTrue : Kind::kFalse;
  return formula;
}

PremiseFormula PremiseFormula::Of(int test, bool holds) {
  PremiseFormula formula;
  formula.kind = Kind::kTest;
  formula.test = test;
  formula.holds = holds;
  return formula;
}

PremiseFormula PremiseFormula::All(std::vector<PremiseFormula> parts) {
  return Joined(std::move(parts), Kind::kAll, Kind::kTrue, Kind::kFalse);
}

PremiseFormula PremiseFormula::Any(std::vector<PremiseFormula> parts) {
  return Joined(std::move(parts), Kind::kAny, Kind::kFalse, Kind::kTrue);
}

std::string PremiseFormula::Key() const {
  switch (kind) {
    case Kind::kTrue:
      return "+";
    case Kind::kFalse:
      return "-";
    case Kind::kTest:
      return absl::StrCat(holds ? "" : "!", test);
    default:
      break;
  }
  std::set<std::string> keys;
  for (const PremiseFormula& part : parts) keys.insert(part.Key());
  std::string key = kind == Kind::kAll ? "all(" : "any(";
  for (const std::string& one : keys) absl::StrAppend(&key, one, " ");
  return absl::StrCat(key, ")");
}

int PremiseTests::Number(const std::string& key, const PremiseNumber& number) {
  const auto [known, is_new] =
      number_by_key_.emplace(key, static_cast<int>(numbers_.size()));
  if (is_new) numbers_.push_back(number);
  return known->second;
}

int PremiseTests::Test(const std::string& key, const PremiseTest& test) {
  const auto [known, is_new] =
      test_by_key_.emplace(key, static_cast<int>(tests_.size()));
  if (is_new) tests_.push_back(test);
  return known->second;
}

}  // namespace sangam::matching
