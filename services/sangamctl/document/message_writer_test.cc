#include "services/sangamctl/document/message_writer.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "sangam/registry/v1/group.pb.h"
#include "services/sangamctl/document/document_reader.h"

namespace sangam::sangamctl {
namespace {

using registry::v1::Group;
using ::testing::IsEmpty;

Group Sample() {
  Group group;
  group.set_name("groups/a");
  group.set_title("Umden: a \"society\"");
  group.set_kind(type::v1::SUBJECT_KIND_SPV);
  group.add_outside_ids()->set_value("0012");
  group.add_outside_ids();
  group.mutable_profile()->set_members(0);
  group.mutable_profile()->mutable_sectors();
  group.mutable_profile()->mutable_formed_on()->set_year(2013);
  (*group.mutable_profile()->mutable_extra())["b"].set_truth(false);
  (*group.mutable_profile()->mutable_extra())["a"].set_text("yes");
  group.mutable_update_time()->set_seconds(1775039400);
  return group;
}

TEST(MessageWriterTest, WritesYaml) {
  EXPECT_EQ(WriteYaml(Sample()), R"(name: groups/a
title: "Umden: a \"society\""
kind: SUBJECT_KIND_SPV
outside_ids:
- value: "0012"
- {}
profile:
  sectors: {}
  formed_on:
    year: 2013
  members: 0
  extra:
    a:
      text: "yes"
    b:
      truth: false
update_time: "2026-04-01T10:30:00Z"
)");
  EXPECT_EQ(WriteYaml(Group()), "{}\n");
}

TEST(MessageWriterTest, WritesAnotherMessageAsOneMoreField) {
  Group group;
  group.set_name("groups/a");
  Group other;
  other.mutable_profile()->set_members(3);
  EXPECT_EQ(WriteYamlWith(group, "beside", other),
            "name: groups/a\nbeside:\n  profile:\n    members: 3\n");
  EXPECT_EQ(WriteYamlWith(Group(), "beside", Group()), "beside: {}\n");
  EXPECT_EQ(WriteJsonWith(group, "beside", other),
            "{\n \"name\": \"groups/a\",\n \"beside\": {\n  \"profile\": {\n"
            "   \"members\": \"3\"\n  }\n }\n}\n");
  EXPECT_EQ(WriteJsonWith(Group(), "beside", Group()),
            "{\n \"beside\": {}\n}\n");
}

TEST(MessageWriterTest, WhatItWritesIsReadBackTheSame) {
  for (const char* title :
       {"",     " ",    "a ",    "null",   "~",    "yes", "No",  "12", "-",
        "- a",  "a: b", "a:",    "#a",     "a #b", "[a]", "{",   "*a", "&a",
        "!a",   "|",    ">",     "%",      "@",    "`",   "'",   "\"", "a\nb",
        "a\tb", "a\\b", "रेशम ₹", "\u2028", "?",    "? a", "a, b"}) {
    Group group = Sample();
    group.set_title(title);
    Group read;
    Problems problems;
    ReadSingleMessage("a.yaml", WriteYaml(group), read, problems);
    EXPECT_THAT(problems, IsEmpty()) << title;
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(group, read))
        << title << "\n"
        << read.DebugString();
    Group from_json;
    ReadSingleMessage("a.json", WriteJson(group), from_json, problems);
    EXPECT_THAT(problems, IsEmpty()) << title;
    EXPECT_TRUE(
        google::protobuf::util::MessageDifferencer::Equals(group, from_json))
        << title;
  }
}

TEST(MessageWriterTest, JsonKeepsTheFieldNamesOfTheContract) {
  Group group;
  group.set_bank_branch_ifsc("SBIN0000001");
  EXPECT_EQ(WriteJson(group), "{\n \"bank_branch_ifsc\": \"SBIN0000001\"\n}\n");
}

}  // namespace
}  // namespace sangam::sangamctl
