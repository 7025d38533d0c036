"""Commands that do what the settings say and alter none of them: the daily work, people's rights, the software's own steps."""

EVERYDAY = set(
    """
    approve_access ask_access consent_to_access deny_access end_access name_on_call refuse_access remove_from_call
    review_on_call sign_undertaking withdraw_undertaking
    abandon give_up_programs add_identity add_participant announce answer answer_mail apply_macro approve_hold ask
    ask_code ask_code_for ask_detail ask_identity ask_transcript assign assign_team begin begin_folder
    begin_work bulk call_off change_canned_reply change_macro change_scheduled change_status change_view
    choose claim_email close_case confirm confirm_identity confirm_notice correct correct_message
    count_try decide delete_canned_reply delete_macro delete_message delete_status delete_tag
    delete_team delete_ticket_type delete_view deliver doubt_instruction drop_campaign drop_old
    drop_purge drop_unreferenced edit_message end_session enter erase erase_value expire extend identify
    introduce join_cases judge_passage judge_rest keep_answer keep_browser_answer keep_bundle keep_suggestions keep_token
    leave lift lift_hold link look look_at_held mail_request make_canned_reply make_contact make_macro
    make_status make_tag make_team make_ticket make_ticket_type mark_read mark_words merge
    merge_contacts merge_tags move_status note note_asked note_begun note_check note_detail
    note_disclosure note_failed note_fetched note_notice note_progress note_reading note_reminded
    note_report note_sent note_stuck note_transfer note_try note_warned object_to open_case open_session
    order_bundle pass_on place_hold propose propose_purge put_off_review read_too receive
    remove_correction remove_identity remove_participant rename rename_self rename_tag
    rename_ticket_type reopen reply restrict rewrite_campaign save_view schedule send_again
    send_assessment_back send_back send_scheduled send_transfer_again set_attributes set_delivery
    set_digest set_fields set_followers set_notifications set_priority set_promise set_signature
    set_status set_subject set_tags set_team set_type settle_notice settle_purges snooze solve sort_case
    split start start_for start_for_new submit_assessment take_back take_from_mailbox take_in tidy undo
    undo_merge unlink unmerge upload void_bundles wake watch withdraw_objection write_assessment
    write_campaign
    name_subprocessor step_subprocessor open_register review_subprocessor object_to_subprocessor
    take_back_subprocessor note_told
    attest run_now ask_agreement renew_agreement keep_agreement note_agreement_failed sign_agreement sign_agreement_file
    write_transfer_assessment submit_transfer send_transfer_back sign_transfer end_adequacy
    open_incident describe_incident declare_aware add_exposure name_affected freeze_notices step_incident acknowledge_notice
    take_snapshot write_impact approve_impact receive_order check_order agree_to_order tell_of_order bar_telling
    disclose_order refuse_order
    name_security_contact remove_security_contact verify_security_contact open_breach decide_breach close_breach
    note_export_failed end_transfers void_exports fetch_transfer keep_export begin_export void_transfers
    drop_exports offer_transfer fetch_export order_export search_log place_log_hold approve_log_hold
    lengthen_log_hold end_log_hold look_at_held_log
    """.split()
)
