// Matches in protobuf's wire format: the same as FillMatch's messages, made out
// of templates in a fraction of the time.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_ENCODED_MATCH_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_ENCODED_MATCH_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "common/rules/evaluator.h"
#include "services/matching/engine/answer.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/engine/match_template.h"
#include "services/matching/engine/program_evaluator.h"

namespace sangam::matching {

// Encodes the matches of one answer with all their fields. Used by one thread;
// what it is made of outlives it.
class MatchEncoder {
 public:
  MatchEncoder(const AnswerTables& tables, const MatchContext& context,
               const Answer& answer, ProgramEvaluator* evaluator);

  // Appends the match at a position in force. Fields come in another order than
  // protobuf writes them; read back, they are the same message.
  void Append(size_t position, std::string* bytes);

 private:
  const MatchTemplate& TemplateOf(size_t position);
  // What the condition comes to.
  Truth AppendCondition(size_t position,
                        const MatchTemplate::Condition& condition,
                        std::string* bytes);
  void AppendTest(const MatchTemplate::Test& test, const TestOutcome& outcome,
                  std::string* bytes);
  Truth Combine(const rules::CheckedNode& node, size_t* next) const;
  void CollectMissing(const rules::CheckedNode& node, size_t* next);
  void AddMissing(absl::string_view attribute);
  void AppendBenefits(const MatchTemplate& made, const CompiledVersion& version,
                      std::string* bytes);
  void AppendBenefit(const MatchTemplate::Benefit& made,
                     const CompiledVersion& version, int index,
                     std::string* bytes);
  const std::string& TextOf(const AttributeInfo& info);

  const AnswerTables& tables_;
  const MatchContext& context_;
  const Answer& answer_;
  ProgramEvaluator& evaluator_;
  const TemplatesInLanguage kept_;
  // Where no templates of the language are kept.
  std::unique_ptr<const MatchTemplate> own_;
  // What the subject says of each attribute, in words, once it was asked for.
  std::vector<absl::optional<std::string>> texts_;
  // Of the condition in hand.
  std::vector<TestOutcome> results_;
  std::vector<std::string> missing_;
  // Reused, so that their texts need no new memory.
  v1::SchemeMatch match_;
  std::string condition_bytes_;
  std::string finding_bytes_;
  std::string benefit_bytes_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_ENCODED_MATCH_H_
