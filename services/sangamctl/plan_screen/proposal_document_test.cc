#include "services/sangamctl/plan_screen/proposal_document.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"

namespace sangam::sangamctl {
namespace {

using testing::HasSubstr;
using testing::Not;

template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

registry::v1::Plan ThePlan() {
  return FromText<registry::v1::Plan>(R"pb(
    name: 'plans/umden'
    title: 'Umden Eri'
    subject { name: 'clusters/umden-eri' }
    terms {
      needs {
        id: 'sheds'
        head: 'WORKSHED'
        description: 'Worksheds'
        lots { units: 64 paise_each: 900000 }
        lots { units: 36 paise_each: 2500000 }
      }
      needs { id: 'soft' head: 'SOFT' cost_paise: 250000000 }
      needs { id: 'land' head: 'LAND' cost_paise: 50000000 }
      contributions {
        id: 'society-land'
        kind: PLAN_CONTRIBUTION_KIND_IN_KIND
        need: 'land'
        value_paise: 60000000
        description: 'land of the society'
        valued_by: 'REVENUE_OFFICE'
        given_by: 'SPV'
      }
    }
    basis {
      as_of { year: 2012 month: 6 day: 1 }
      engine_version: '1'
      request_digest: 'abc'
    }
    plan {
      solution { status: PLAN_SOLUTION_STATUS_OPTIMAL }
      needs { need: 'sheds' cost_paise: 147600000 grant_paise: 147600000 }
      needs {
        need: 'soft'
        cost_paise: 250000000
        grant_paise: 200000000
        gap_funding_paise: 40000000
        unfunded_paise: 10000000
        reasons: 'the gap funder gives no more'
        unsplit_shares {
          party: PLAN_PARTY_STATE_AND_BENEFICIARY
          share_bps: 2000
          paise: 50000000
        }
      }
      needs { need: 'land' cost_paise: 50000000 in_kind_paise: 50000000 }
      total {
        cost_paise: 447600000
        own_share_required_paise: 100000000
        own_share_mobilised_paise: 50000000
        own_share_gap_paise: 50000000
      }
      lines {
        kind: PLAN_LINE_KIND_GRANT
        need: 'sheds'
        paise: 147600000
        scheme: 'schemes/sheds'
        scheme_title: 'Handloom | sheds'
        formula: '64 × ₹9,000 + 36 × ₹25,000'
      }
      lines {
        kind: PLAN_LINE_KIND_GRANT
        need: 'soft'
        party: PLAN_PARTY_CENTRE
        paise: 200000000
        scheme: 'schemes/soft'
        assumed: true
      }
      lines {
        kind: PLAN_LINE_KIND_GAP_FUNDING
        need: 'soft'
        party: PLAN_PARTY_GAP_FUNDER
        paise: 40000000
        scheme: 'schemes/nec-gap'
        scheme_title: 'NEC'
        stands_for_own_money: true
      }
      lines { kind: PLAN_LINE_KIND_UNFUNDED need: 'soft' paise: 10000000 }
      lines {
        kind: PLAN_LINE_KIND_IN_KIND
        need: 'land'
        paise: 50000000
        contribution: 'society-land'
      }
      totals { party: PLAN_PARTY_CENTRE paise: 200000000 }
      steps { id: 'apply' description: 'Apply: Soft' owner: 'SPV' }
      steps {
        id: 'do'
        description: 'Worksheds'
        lead_time_days: 20
        blockers: 'no role is named for it'
      }
      uncovered_stages: 'INPUT'
      assumptions { about: 'schemes/soft' text: 'taken to hold' }
      loans { scheme: 'schemes/bank' need: 'sheds' }
    })pb");
}

ProposalFacts Facts() {
  ProposalFacts facts;
  facts.subject = FromText<registry::v1::GetSubjectProfileResponse>(
      "subject: 'clusters/umden-eri' title: 'Umden Eri Cluster' profile {"
      " artisans: 100 }");
  facts.places = {"Ri Bhoi", "Meghalaya"};
  facts.linkages.push_back(FromText<registry::v1::Linkage>(
      "name: 'linkages/l' subject: 'clusters/umden-eri' scheme:"
      " 'schemes/nec-gap' state: LINKAGE_STATE_PROPOSED amount_paise: 40000000"
      " plan: 'plans/umden' feedback { answer: FEEDBACK_ANSWER_ACCEPTED "
      "given_on"
      " { year: 2012 month: 6 day: 3 } given_by: 'SPV' } evidence {"
      " description: 'resolution' reference: 'file 7' }"));
  facts.linkages.push_back(FromText<registry::v1::Linkage>(
      "name: 'linkages/m' subject: 'clusters/umden-eri' scheme: 'schemes/soft'"
      " state: LINKAGE_STATE_PROPOSED plan: 'plans/umden'"));
  return facts;
}

std::string Write(const registry::v1::Plan& plan, const ProposalFacts& facts,
                  const char* language = "en") {
  return WriteProposal(plan, facts, Words(language));
}

TEST(ProposalDocumentTest, SaysWhyItIsNotProvenBest) {
  registry::v1::Plan plan = ThePlan();
  plan.mutable_plan()->mutable_solution()->set_status(
      type::v1::PLAN_SOLUTION_STATUS_FEASIBLE);
  EXPECT_THAT(Write(plan, Facts()),
              HasSubstr("not proven best: time or nodes ran out; "));
  plan.mutable_plan()->add_assumptions()->set_text(
      "there may be more ways to get what schemes/soft needs first than were"
      " looked at");
  EXPECT_THAT(Write(plan, Facts()),
              HasSubstr("not proven best: not all ways were looked at in which"
                        " one scheme helps to get another; "));
  EXPECT_THAT(Write(plan, Facts(), "hi"),
              HasSubstr("सर्वोत्तम सिद्ध नहीं: वे सभी रास्ते नहीं देखे गए"));
}

TEST(ProposalDocumentTest, TellsAFunderAllThatItMustKnow) {
  const std::string text = Write(ThePlan(), Facts());
  for (const char* part :
       {"# Proposal: Umden Eri",
        "By the terms in force on 2012-06-01; proven"
        " best",
        "- Umden Eri Cluster (clusters/umden-eri)",
        "- Ri Bhoi, Meghalaya",
        "- 100 artisans",
        "| Worksheds | WORKSHED | 64 × ₹9,000 + 36 × ₹25,000 | ₹14,76,000 |",
        "| In all |  |  | ₹44,76,000 |",
        "| soft | Centre | schemes/soft |  (assumed) | ₹20,00,000 | 80 % |",
        "| Centre | ₹20,00,000 | 44.68 % |",
        "Own share required ₹10,00,000 − mobilised ₹5,00,000 = gap ₹5,00,000",
        "| NEC | soft | ₹4,00,000 |",
        "| NEC | in all | ₹4,00,000 |",
        "| land of the society | in kind | land | SPV | revenue office |"
        " ₹6,00,000 | ₹5,00,000 |",
        "| PROPOSED | consented, SPV, 2012-06-03 | resolution (file 7) |"
        " ₹4,00,000 |",
        "| PROPOSED | not on record |",
        "1. Apply: Soft — SPV",
        "2. Worksheds — nobody yet; 20 days",
        "- soft: ₹1,00,000 that nobody pays yet; the gap funder gives no more",
        "- soft: State and beneficiary 20 %, ₹5,00,000, undivided in the "
        "source",
        "- Worksheds: no role is named for it",
        "- no funded need serves the stage INPUT",
        "- taken for granted, schemes/soft: taken to hold",
        "- a loan, counted nowhere: schemes/bank, for Worksheds",
        "request abc."}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

// Who consented is told in the order of the plan, by titles.
TEST(ProposalDocumentTest, ConsentsAreInTheOrderOfThePlan) {
  ProposalFacts facts = Facts();
  facts.titles["schemes/soft"] = "Soft interventions";
  auto* need = facts.linkages[0].add_evidence();
  need->set_reference("plans/umden#soft");
  *facts.linkages[1].add_evidence() = *need;
  const std::string text = Write(ThePlan(), facts);
  const size_t soft =
      text.find("| Soft interventions | Umden Eri Cluster | PROPOSED |");
  const size_t gap = text.find("| NEC | Umden Eri Cluster | PROPOSED |");
  ASSERT_NE(soft, std::string::npos) << text;
  ASSERT_NE(gap, std::string::npos) << text;
  EXPECT_LT(soft, gap);
  EXPECT_THAT(text, HasSubstr("taken for granted, Soft interventions:"));
}

TEST(ProposalDocumentTest, TextIsNoMarkdown) {
  EXPECT_THAT(Write(ThePlan(), Facts()), HasSubstr("Handloom \\| sheds"));
  ProposalFacts facts = Facts();
  facts.places = {"\x1b[2J"};
  EXPECT_THAT(Write(ThePlan(), facts), Not(HasSubstr("\x1b[2J")));
}

TEST(ProposalDocumentTest, SaysWhatThereIsNotOf) {
  registry::v1::Plan plan = ThePlan();
  plan.mutable_terms()->clear_contributions();
  plan.mutable_plan()->mutable_lines()->DeleteSubrange(2, 1);
  plan.mutable_plan()->clear_steps();
  ProposalFacts facts;
  const std::string text = Write(plan, facts);
  for (const char* part :
       {"a profile that is not in the registry", "None is asked for.", "None.",
        "no application has been proposed", "No steps."}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(ProposalDocumentTest, ARefusalIsNoConsent) {
  ProposalFacts facts = Facts();
  auto* feedback = facts.linkages[0].mutable_feedback();
  feedback->set_answer(registry::v1::FEEDBACK_ANSWER_REFUSED);
  feedback->set_reason("no land");
  const std::string text = Write(ThePlan(), facts);
  EXPECT_THAT(text, HasSubstr("refused, SPV, 2012-06-03: no land"));
  EXPECT_THAT(text, Not(HasSubstr("consented, ")));
}

TEST(ProposalDocumentTest, SpeaksHindi) {
  EXPECT_THAT(Write(ThePlan(), Facts(), "hi"), HasSubstr("कौन क्या देता है"));
}

}  // namespace
}  // namespace sangam::sangamctl
