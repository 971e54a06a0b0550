// What a match says of a version whatever the subject, encoded once.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_MATCH_TEMPLATE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_MATCH_TEMPLATE_H_

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/rules/checked_node.h"
#include "services/matching/catalog/compiled_scheme.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// Parts of one SchemeMatch in one language, in protobuf's wire format. Points
// into the version.
struct MatchTemplate {
  // A test, in the order of its condition.
  struct Test {
    const rules::Predicate* predicate = nullptr;
    const ProgramStep* step = nullptr;
    bool negated = false;
    // Whether its words depend on neither the subject nor the places.
    bool is_plain = false;
    // The fields of its Finding that are words; of a plain one only.
    std::string words;
  };
  struct Condition {
    // The fields of its ConditionResult that are the same for every subject.
    std::string fixed;
    // Null in a version with a defect.
    const rules::CheckedNode* root = nullptr;
    std::vector<Test> tests;
  };

  struct Benefit {
    // The whole BenefitEstimate where it is the same for every subject; with a
    // measure, the fields of it that are. Else empty.
    std::string fixed;
    // The number that alone decides what the benefit is worth; else null.
    // Points into the dictionary.
    const AttributeInfo* measure = nullptr;
    // The formula around that number, and what stands for it where it is not
    // known.
    std::string before_measure;
    std::string after_measure;
    std::string unmeasured;
  };

  // The fields of SchemeMatch that are the same for every subject and date.
  std::string fixed;
  std::vector<Condition> conditions;
  std::vector<Benefit> benefits;
  // Funding and documents are in `fixed`.
  bool has_funding = false;
  bool has_documents = false;
};

// Of `context` only language, titles and dictionary count.
std::unique_ptr<const MatchTemplate> MakeTemplate(
    const CompiledScheme& scheme, const CompiledVersion& version,
    const MatchContext& context);

// The templates of a catalogue, each made when it is first asked for and kept,
// for the first few languages. Thread-safe.
class MatchTemplates {
 public:
  explicit MatchTemplates(size_t positions);
  ~MatchTemplates();
  MatchTemplates(const MatchTemplates&) = delete;
  MatchTemplates& operator=(const MatchTemplates&) = delete;

  // Those of one language, by position; null where too many others are kept.
  class InLanguage;
  InLanguage* For(const std::string& language_code) const
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  static constexpr size_t kMostLanguages = 4;

  const size_t positions_;
  mutable absl::Mutex mutex_;
  mutable std::vector<std::unique_ptr<InLanguage>> languages_
      ABSL_GUARDED_BY(mutex_);
};

class MatchTemplates::InLanguage {
 public:
  InLanguage(std::string language_code, size_t positions)
      : language_code_(std::move(language_code)), kept_(positions) {}
  ~InLanguage();

  const std::string& language_code() const { return language_code_; }
  // Null: not made yet.
  const MatchTemplate* Find(size_t position) const {
    return kept_[position].load(std::memory_order_acquire);
  }
  // Keeps a template unless another one was kept meanwhile, and returns the one
  // that is kept.
  const MatchTemplate* Keep(size_t position,
                            std::unique_ptr<const MatchTemplate> made);

 private:
  const std::string language_code_;
  std::vector<std::atomic<const MatchTemplate*>> kept_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_MATCH_TEMPLATE_H_
