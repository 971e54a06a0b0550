#include "services/matching/columns/place_questions.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "services/matching/columns/test_group.h"

namespace sangam::matching {

using type::v1::PlaceKind;

PlaceQuestions::PlaceQuestions(const std::vector<PlanTest>& tests,
                               std::shared_ptr<PlaceChains> chains,
                               const TextTable& texts,
                               const ReverseBasis& basis)
    : chains_(std::move(chains)),
      as_of_(basis.as_of),
      sets_(basis.reference.dated.generation()) {
  std::vector<Question> all;
  for (uint32_t test = 0; test < tests.size(); ++test) {
    if (tests[test].kind != TestKind::kPlace) continue;
    all.push_back(QuestionOf(test, tests[test].predicate->names, basis));
  }
  targets_.Finish(chains_.get(), texts, basis.reference.places);
  std::map<PlaceKind, std::vector<Question>> by_kind;
  for (Question& question : all) {
    by_kind[KindOf(question)].push_back(std::move(question));
  }
  for (const auto& [kind, questions] : by_kind) {
    PlaceQuestionsOfKind of_kind;
    of_kind.kind = kind;
    of_kind.is_settled_by_kind = kind != type::v1::PLACE_KIND_UNSPECIFIED;
    of_kind.tests_of_target.resize(targets_.size());
    for (const Question& question : questions) {
      const auto place = static_cast<uint32_t>(of_kind.tests.size());
      of_kind.tests.push_back(question.test);
      if (question.is_open) of_kind.open.push_back(place);
      for (const uint32_t target : question.targets) {
        of_kind.tests_of_target[target].push_back(place);
        of_kind.is_settled_by_kind =
            of_kind.is_settled_by_kind && targets_.BeginsWithItself(target);
      }
    }
    kinds_.push_back(std::move(of_kind));
  }
}

PlaceQuestions::Question PlaceQuestions::QuestionOf(
    uint32_t number, const std::vector<std::string>& names,
    const ReverseBasis& basis) {
  Question question;
  question.test = number;
  question.targets.reserve(names.size());
  for (const std::string& name : names) {
    if (!absl::StartsWith(name, "placeSets/")) {
      question.targets.push_back(targets_.Add(name));
      continue;
    }
    name_sets_ = true;
    const auto set = basis.reference.dated.PlaceSet(name, basis.as_of);
    question.is_open = question.is_open || !set || set->incomplete;
    if (!set) continue;
    for (const std::string& place : set->places) {
      question.targets.push_back(targets_.Add(place));
    }
  }
  return question;
}

PlaceQuestions::~PlaceQuestions() = default;

std::unique_ptr<TestGroup> PlaceQuestions::TakeGroup(
    const std::vector<bool>& wants_unknown) const {
  absl::MutexLock lock(&mutex_);
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const KeptGroup& kept) {
        return kept.wants_unknown == wants_unknown;
      });
  if (found == kept_.end()) return nullptr;
  std::unique_ptr<TestGroup> group = std::move(found->group);
  kept_.erase(found);
  return group;
}

void PlaceQuestions::KeepGroup(const std::vector<bool>& wants_unknown,
                               std::unique_ptr<TestGroup> group) const {
  size_t bytes = group->bytes();
  if (bytes > kMostKeptBytes) return;
  // Freed once nobody waits for it.
  std::vector<KeptGroup> past;
  KeptGroup last = {wants_unknown, std::move(group), bytes};
  const absl::MutexLock lock(&mutex_);
  auto first = kept_.end();
  while (first != kept_.begin() &&
         static_cast<size_t>(kept_.end() - first) + 1 < kMostKept &&
         bytes + (first - 1)->bytes <= kMostKeptBytes) {
    bytes += (--first)->bytes;
  }
  std::move(kept_.begin(), first, std::back_inserter(past));
  kept_.erase(kept_.begin(), first);
  kept_.push_back(std::move(last));
}

std::shared_ptr<const PlaceQuestions> KeptPlaceQuestions::Of(
    const std::vector<PlanTest>& tests, const ColumnsView& view,
    const ReverseBasis& basis) {
  const auto chains = view.places()->Of(basis.reference.places);
  absl::MutexLock lock(&mutex_);
  if (last_ == nullptr || !last_->AreOf(chains, basis)) {
    last_ = std::make_shared<const PlaceQuestions>(tests, chains, view.texts(),
                                                   basis);
  }
  return last_;
}

PlaceKind PlaceQuestions::KindOf(const Question& question) const {
  if (question.targets.empty()) return type::v1::PLACE_KIND_UNSPECIFIED;
  const PlaceKind kind = targets_.KindOf(question.targets.front());
  const bool same = std::all_of(
      question.targets.begin(), question.targets.end(),
      [&](uint32_t target) { return targets_.KindOf(target) == kind; });
  return same ? kind : type::v1::PLACE_KIND_UNSPECIFIED;
}

}  // namespace sangam::matching
